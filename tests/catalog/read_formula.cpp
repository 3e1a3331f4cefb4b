#include <portfit/catalog/read_formula.hpp>

#include <portfit/catalog/builder.hpp>

#include <doctest/doctest.h>

#include <string>
#include <variant>

namespace {

using namespace portfit;

const catalog& known() {
  static const read_result read = [] {
    catalog_builder told;
    told.rate("EUR", "2");
    told.fact("ram", "GiB")
        .fact("limit", "GiB")
        .fact("price", "money")
        .fact("ceiling", "money")
        .fact("share", "percent");
    told.fact("camera", {"none", "photo", "video"})
        .fact("second_camera", {"none", "photo", "video"})
        .fact("bands", "set");
    told.fact("home_band", "word").fact("kernel", "version").fact("released", "date").fact("open", "yes/no");
    told.fact("closed", "yes/no").fact("owner", "word");
    told.vendor("acme");
    told.platform("chip").vendor("acme");
    told.device("d").vendor("acme").platform("chip");
    told.system("oak").provides({"push"});
    told.market("fair");
    told.service("maps").replaced_by("atlas", "50%");
    return told.build();
  }();
  REQUIRE(read.remarks.empty());
  return read.catalog;
}

condition leaf(const std::string& text) {
  const formula_result result = read_formula(known(), document_node::scalar(text));
  for (const diagnostic& remark : result.remarks) FAIL_CHECK(to_text(remark));
  REQUIRE(result.formula.has_value());
  REQUIRE(result.formula->is == expression::operation::holds);
  return result.formula->leaf;
}

double bound(const std::string& text) { return std::get<double>(leaf(text).bound); }
double day(const char* text) { return static_cast<double>(read_date(text)->low.days()); }

}  // namespace

TEST_CASE("comparisons") {
  CHECK(leaf("ram = 2 GiB").compares == comparison::equal);
  CHECK(leaf("ram != 2 GiB").compares == comparison::not_equal);
  CHECK(leaf("ram >= 2 GiB").compares == comparison::at_least);
  CHECK(leaf("ram <= 2 GiB").compares == comparison::at_most);
  CHECK(leaf("ram > 2 GiB").compares == comparison::greater);
  CHECK(leaf("ram < 2 GiB").compares == comparison::less);
  CHECK(leaf("bands includes b20").compares == comparison::includes);
  CHECK(leaf("  ram>=2GiB ").compares == comparison::at_least);
}

TEST_CASE("values are held as the vocabulary says") {
  CHECK(bound("ram >= 2048 MiB") == 2);
  CHECK(bound("price <= 12 kEUR") == 24000);
  CHECK(bound("share >= 70%") == 0.7);
  CHECK(bound("camera >= photo") == 1);
  CHECK(bound("kernel >= 6.10") > bound("kernel >= 6.9"));
  CHECK(bound("open") == 1);
  CHECK(bound("open = NO") == 0);
  CHECK(std::get<std::string>(leaf("owner = amazon").bound) == "amazon");
  CHECK(std::get<std::string>(leaf("bands includes b20").bound) == "b20");
}

TEST_CASE("a partial date is its nearer end") {
  CHECK(bound("released >= 2023-11") == day("2023-11-01"));
  CHECK(bound("released < 2023-11") == day("2023-11-01"));
  CHECK(bound("released <= 2023-11") == day("2023-11-30"));
  CHECK(bound("released > 2023") == day("2023-12-31"));
  CHECK(bound("released = 2023-11-05") == day("2023-11-05"));
}

TEST_CASE("ages are held in months") {
  const condition age = leaf("age(device.released) <= 3 years");
  CHECK(age.is_age);
  CHECK(age.subject == fact_reference{fact_owner::device, "released"});
  CHECK(std::get<double>(age.bound) == 36);
  CHECK(bound("age( released ) > 6 months") == 6);
}

TEST_CASE("owners") {
  CHECK(leaf("os.open").subject == fact_reference{fact_owner::os, "open"});
  CHECK(leaf("platform.kernel >= 4.19").subject == fact_reference{fact_owner::platform, "kernel"});
  CHECK(leaf("vendor.price <= 1 USD").subject == fact_reference{fact_owner::vendor, "price"});
  CHECK(leaf("built_by.open").subject == fact_reference{fact_owner::built_by, "open"});
  CHECK(leaf("market.open").subject == fact_reference{fact_owner::market, "open"});
  CHECK(leaf("world.open").subject == fact_reference{fact_owner::world, "open"});
}

TEST_CASE("entities are compared by id") {
  for (const char* text :
       {"vendor = acme", "device = d", "platform = chip", "os != oak", "market = fair", "built_by = acme",
        "platform.vendor = acme", "vendor.home = RU", "built_by.home = DE", "market.sold_in = IN"}) {
    CAPTURE(std::string(text));
    CHECK(std::holds_alternative<std::string>(leaf(text).bound));
  }
  CHECK(leaf("vendor = acme").subject.name.empty());
  CHECK(leaf("market.sold_in = IN").subject.name == "sold_in");
  CHECK(leaf("os != oak").compares == comparison::not_equal);
}

TEST_CASE("the other side may be a fact of the same kind") {
  CHECK(leaf("price <= market.ceiling").other == fact_reference{fact_owner::market, "ceiling"});
  CHECK(leaf("ram >= limit").other == fact_reference{fact_owner::bare, "limit"});
  CHECK(leaf("camera >= second_camera").other == fact_reference{fact_owner::bare, "second_camera"});
  CHECK(leaf("open = closed").other == fact_reference{fact_owner::bare, "closed"});
  CHECK(leaf("owner = vendor.owner").other == fact_reference{fact_owner::vendor, "owner"});
  CHECK(leaf("bands includes market.home_band").other == fact_reference{fact_owner::market, "home_band"});
  CHECK_FALSE(leaf("owner = closed").other.has_value());  // of an open word it is a word like any other
}

TEST_CASE("services") {
  CHECK(leaf("service maps").service == "maps");
  CHECK(leaf("service maps").coverage == 1);
  CHECK_FALSE(leaf("service maps").coverage_named);
  CHECK(leaf("service atlas >= 60%").coverage == 0.6);
  CHECK(leaf("service atlas >= 100%").coverage_named);
  CHECK(leaf("service push").service == "push");
}

TEST_CASE("formulas nest") {
  const formula_result result = read_formula(
      known(), any_of({"open", all_of({"closed", none_of({"ram < 2 GiB"})}), at_least(1, {"open"})}).node());
  CHECK(result.remarks.empty());
  REQUIRE(result.formula.has_value());
  CHECK(result.formula->is == expression::operation::any_of);
  CHECK(result.formula->parts.at(1).parts.at(1).is == expression::operation::none_of);
  CHECK(result.formula->parts.at(2).count == 1);
}

TEST_CASE("a mistake gives no formula, and every mistake is told") {
  const formula_result result =
      read_formula(known(), all_of({"rum >= 2 GiB", "open", "camera = foto"}).node(), "question");
  CHECK_FALSE(result.formula.has_value());
  REQUIRE(result.remarks.size() == 2);
  CHECK(result.remarks[0].where.file == "question");
  CHECK(result.remarks[0].nearest == "ram");
  CHECK(result.remarks[1].nearest == "photo");
}

TEST_CASE("a formula nested without end is refused") {
  document_node node = document_node::scalar("open");
  for (int level = 0; level < 300; ++level) node = all_of({built_value(node)}).node();
  const formula_result result = read_formula(known(), node);
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks[0].code == "too_deep");
}
