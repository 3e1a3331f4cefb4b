#include <portfit/catalog/describe_value.hpp>

#include <portfit/quantity/date.hpp>
#include <portfit/quantity/version_number.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace portfit;

namespace {

fact_declaration of_type(fact_type type, std::string unit = {}) {
  fact_declaration declared;
  declared.name = "it";
  declared.type = type;
  declared.unit = std::move(unit);
  return declared;
}

std::string say(const fact_declaration& declared, const fact_value& what) {
  return describe_value(declared, what, "USD");
}

distribution between(double low, double high) {
  distribution belief;
  belief.is = distribution::form::range;
  belief.low = low;
  belief.high = high;
  return belief;
}

}  // namespace

TEST_CASE("numbers are told in plain digits, no more of them than they need") {
  CHECK(describe_number(4) == "4");
  CHECK(describe_number(0) == "0");
  CHECK(describe_number(-0.0) == "0");
  CHECK(describe_number(0.85) == "0.85");
  CHECK(describe_number(1.0 / 3) == "0.333333");
  CHECK(describe_number(2.5) == "2.5");
  CHECK(describe_number(-2.5) == "-2.5");
  CHECK(describe_number(100) == "100");
  CHECK(describe_number(12345.678) == "12345.7");
  CHECK(describe_number(123456.7) == "123457");
  CHECK(describe_number(99999.96) == "100000");
  CHECK(describe_number(1.25e7) == "12500000");
  CHECK(describe_number(1e-9) == "0");
  CHECK(describe_number(-1e-9) == "0");
}

TEST_CASE("money is told in thousands and millions once it has that many") {
  CHECK(describe_money(0, "USD") == "0 USD");
  CHECK(describe_money(9900, "RUB") == "9900 RUB");
  CHECK(describe_money(10'000, "USD") == "10 kUSD");
  CHECK(describe_money(350'000, "USD") == "350 kUSD");
  CHECK(describe_money(1.25e6, "EUR") == "1.25 MEUR");
  CHECK(describe_money(-20'000, "USD") == "-20 kUSD");
}

TEST_CASE("values of every type in the catalog's words") {
  CHECK(say(of_type(fact_type::yes_no), 1.0) == "yes");
  CHECK(say(of_type(fact_type::yes_no), 0.0) == "no");
  CHECK(say(of_type(fact_type::quantity, "GiB"), 4.0) == "4 GiB");
  CHECK(say(of_type(fact_type::quantity, "number"), 3.0) == "3");
  CHECK(say(of_type(fact_type::quantity), 3.0) == "3");
  CHECK(say(of_type(fact_type::quantity, "percent"), 0.7) == "70 %");
  CHECK(say(of_type(fact_type::money), 2500.0) == "2500 USD");
  CHECK(say(of_type(fact_type::word), std::string("amazon")) == "amazon");
  CHECK(say(of_type(fact_type::word_set), std::set<std::string>{"lte", "5g"}) == "5g, lte");
  CHECK(say(of_type(fact_type::word_set), std::set<std::string>{}) == "none");
  CHECK(say(of_type(fact_type::date), static_cast<double>(read_date("2023-11-05")->low.days())) == "2023-11-05");
  CHECK(say(of_type(fact_type::version), read_version("6.10")->rank()) == "6.10");
}

TEST_CASE("ordered words are told by their place, a place outside them by its number") {
  fact_declaration camera = of_type(fact_type::ordered_words);
  camera.words = {"none", "photo", "video"};
  CHECK(say(camera, 0.0) == "none");
  CHECK(say(camera, 2.0) == "video");
  CHECK(say(camera, 3.0) == "3");
}

TEST_CASE("beliefs of every form") {
  const fact_declaration flag = of_type(fact_type::yes_no);
  const fact_declaration ram = of_type(fact_type::quantity, "GiB");
  distribution belief;
  CHECK(describe_belief(flag, belief, "USD").empty());
  belief.is = distribution::form::chance;
  belief.chance = 0.3;
  CHECK(describe_belief(flag, belief, "USD") == "30 % yes");
  CHECK(describe_belief(ram, between(2, 4), "USD") == "between 2 GiB and 4 GiB");
  distribution likely = between(2, 6);
  likely.is = distribution::form::triangular;
  likely.likely = 3;
  CHECK(describe_belief(ram, likely, "USD") == "between 2 GiB and 6 GiB, likely 3 GiB");
  distribution words;
  words.is = distribution::form::weights;
  words.weights = {{"photo", 0.3}, {"none", 0.7}};
  CHECK(describe_belief(of_type(fact_type::word), words, "USD") == "none 70 %, photo 30 %");
}
