// A way out leads where it says: what is allowed is no breach, what is held binds, what is unlikely counts for nothing.

#include <portfit/analysis/explain.hpp>

#include "regressions/told.hpp"

#include <set>

using namespace portfit;
using portfit_test::told;

namespace {

/// The verdict that letting go of exactly these leads to; nothing if that is no way out.
std::optional<verdict> then(const catalog& world, const std::set<std::string>& subjects) {
  for (const way_out& way : explain(world, world.systems.at("lark"), world.devices.at("pad")).ways) {
    std::set<std::string> found;
    for (const reason& each : way.steps) found.insert(each.subject);
    if (found == subjects) return way.then;
  }
  return std::nullopt;
}

catalog contract(const std::string& vendor, const std::string& facts, const std::string& musts) {
  return told("facts: {fork: yes/no, certified: yes/no, size: GiB}\nvendors: {acme: {" + vendor +
              "}}\ndevices: {pad: {vendor: acme, platform: unknown, " + facts +
              "}}\nservices: {store: {}}\nsystems: {lark: {fork: yes, must: {" + musts +
              "}}}\nagreements:\n  g:\n    grants: [store]\n    forbids:\n"
              "      forking: {act: {any_of: [os.fork, size >= 6 GiB]}, forfeits: all_grants, accept: never}\n");
}

}  // namespace

TEST_CASE("ways out: a contract that allows the act takes nothing away for it") {
  const catalog world = contract("holds: [g]", "size: 4 GiB", "sells: service store");
  CHECK(then(world, {"g: forking"}) == verdict::ready);
  CHECK(then(world, {"lark: fork"}) == verdict::ready);
  CHECK(then(world, {"lark: sells"}) == std::nullopt);  // the act stays forbidden
}

TEST_CASE("ways out: to hold a contract is to be bound by it, also in what was never asked before") {
  const catalog world = contract("", "size: unknown", "sells: service store");
  CHECK(then(world, {"vendor holds g", "lark: fork"}) == verdict::undetermined);  // it may be 6 GiB
  const catalog sure = contract("", "size: 4 GiB", "sells: service store");
  CHECK(then(sure, {"vendor holds g", "lark: fork"}) == verdict::ready);
}

TEST_CASE("ways out: no exact match with what may be anything") {
  const auto world = [](const std::string& price) {
    return told(
        "facts: {price: money, cap: money}\nvendors: {acme: {}}\ndevices: {pad: {vendor: acme, platform: unknown, "
        "price: " +
        price + "}}\nsystems: {lark: {cap: 50 USD, must: {exact: price = os.cap}}}\n");
  };
  CHECK(then(world("100..250..300 USD"), {"lark: cap"}) == std::nullopt);
  CHECK(then(world("100..300 USD"), {"lark: cap"}) == verdict::undetermined);
}

TEST_CASE("ways out: of what has several values any of them may be meant to stay") {
  const catalog world = told(
      "facts: {it: yes/no, other: yes/no}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, it: [yes, no], other: no}}\n"
      "systems: {lark: {must: {with: it, without: it = no, also: other}}}\n");
  CHECK(then(world, {"pad: other"}) == verdict::ready);
  const explanation found = explain(world, world.systems.at("lark"), world.devices.at("pad"));
  REQUIRE(found.conflicts.size() == 1);
  CHECK(found.conflicts[0].size() == 2);
}
