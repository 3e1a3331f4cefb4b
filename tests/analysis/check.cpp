#include <portfit/analysis/check.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

std::vector<diagnostic> of_code(const catalog_builder& told, const std::string& code) {
  std::vector<diagnostic> found;
  for (const diagnostic& each : check(built(told)))
    if (each.code == code) found.push_back(each);
  return found;
}

}  // namespace

TEST_CASE("check: nothing to say of a sound catalog") {
  pairing_builder told;
  told.flags({"it"}).system("os").must("it", "it");
  CHECK(check(built(told)).empty());
}

TEST_CASE("check: remedies that only wait for each other, by the shortest path of names") {
  pairing_builder told;
  told.flags({"x", "y", "z"}).device("d").set("x", "no").set("y", "no").set("z", "no");
  told.system("os").must("x", "x");
  told.remedy("make_x").makes("x").needs("y");
  told.remedy("make_y").makes("y").needs("x");
  const auto found = of_code(told, "underivable_loop");
  REQUIRE(found.size() == 1);
  CHECK(found[0].level == severity::error);
  CHECK(found[0].message.find("make_x -> ") != std::string::npos);
  CHECK(found[0].message.find("make_y -> ") != std::string::npos);
}

TEST_CASE("check: loops through alternatives that something leads into are legal") {
  pairing_builder told;
  told.flags({"x", "y", "z"}).device("d").set("x", "no").set("y", "no");
  told.system("os").must("x", "x");
  told.remedy("make_x").makes("x").needs("y");
  told.remedy("make_y").makes("y").needs(any_of({"x", "z"}));
  CHECK(of_code(told, "underivable_loop").empty());
  told.device("d").set("z", "no");
  CHECK(of_code(told, "underivable_loop").size() == 1);
}

TEST_CASE("check: two unknown facts cannot be compared") {
  pairing_builder told;
  told.fact("price", "money").fact("limit", "money").system("os").must("cheap", "price <= market.limit");
  REQUIRE(of_code(told, "unknown_pair").size() == 1);
  CHECK(of_code(told, "unknown_pair")[0].message.find("d: price") != std::string::npos);
  told.market("m").set("limit", "100 USD");
  CHECK(of_code(told, "unknown_pair").empty());
}

TEST_CASE("check: a port of the platform and the device contradict each other, and neither is more specific") {
  pairing_builder told;
  told.flags({"it"}).system("os").must("it", "it");
  told.port("os", "p").set("it", "yes");
  told.device("d").set("it", "no");
  CHECK(of_code(told, "incomparable_facts").size() == 1);
  told.device("d").set("it", "yes");
  CHECK(of_code(told, "incomparable_facts").empty());
}

TEST_CASE("check: what counts as known by default is noted") {
  pairing_builder told;
  told.fact("registered", "yes/no", {{"default", "no"}}).system("os").must("it", "registered");
  const auto found = of_code(told, "default_used");
  REQUIRE(found.size() == 1);
  CHECK(found[0].level == severity::note);
  told.device("d").set("registered", "yes");
  CHECK(of_code(told, "default_used").empty());
}
