#include <portfit/analysis/alternatives.hpp>

#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::day;
using portfit_test::pairing_builder;

namespace {

using lines = std::vector<std::string>;

/// `vendor x@m`, for each alternative of the pairing of os, d and m.
lines told_of(const catalog& world, std::size_t of_each = 3) {
  const pairing_entities who{&world.systems.at("os"), &world.markets.at("m"), &world.devices.at("d")};
  lines result;
  for (const alternative& each : alternatives(world, who, {}, of_each)) {
    CHECK(each.found.verdict != verdict::blocked);
    result.push_back(to_text(each.differs) + ": " + each.found.device + " of " + each.found.vendor + " in " +
                     each.found.market + (each.as_of ? " from " + to_text(*each.as_of) : ""));
  }
  return result;
}

}  // namespace

TEST_CASE("alternatives: each differs in one thing, and what is blocked as well is none") {
  pairing_builder told;
  told.flags({"it"}).system("os").must("it", "it");
  told.device("d").set("it", "no");
  told.device("good").vendor("v").platform("p").set("it", "yes");
  told.device("bad").vendor("v").platform("p").set("it", "no");
  told.vendor("w");
  told.device("theirs").vendor("w").platform("p").set("it", "yes");
  told.device("theirs_too").vendor("w").platform("p").set("it", "50%");
  CHECK(told_of(built(told)) == lines{"device: good of v in m", "vendor: theirs of w in m"});
}

TEST_CASE("alternatives: at most so many of a kind, best first, one device a vendor") {
  pairing_builder told;
  told.flags({"it", "nice"}).system("os").must("it", "it").should("nice", "nice");
  told.device("d").set("it", "no");
  for (const char* const vendor : {"w", "x", "y"}) {
    told.vendor(vendor);
    told.device(std::string("plain_") + vendor).vendor(vendor).platform("p").set("it", "yes").set("nice", "no");
  }
  told.device("nice_x").vendor("x").platform("p").set("it", "yes").set("nice", "yes");
  CHECK(told_of(built(told), 2) == lines{"vendor: nice_x of x in m", "vendor: plain_w of w in m"});
}

TEST_CASE("alternatives: another market, a later day, the contract maker's own brand") {
  pairing_builder told;
  told.flags({"it"});
  told.vendor("v").set("home", "RU");
  told.vendor("maker").set("home", "CN");
  told.device("d").set("built_by", "maker");
  told.market("m").sold_in("RU");
  told.market("elsewhere").sold_in("DE");
  told.market("nowhere").sold_in("RU");
  told.rule("law")
      .set("sold_in", "RU")
      .set("until", "2030-01-01")
      .set("when", "vendor.home = RU")
      .requires_that("it", "it");
  told.device("d").set("it", "no");
  CHECK(told_of(built(told)) ==
        lines{"brand: d of maker in m", "market: d of v in elsewhere", "date: d of v in m from 2030-01-01"});
}

TEST_CASE("alternatives: days gone by are none") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.rule("law").set("from", "2001-01-01").requires_that("it", "it");
  CHECK(told_of(built(told)).empty());
}
