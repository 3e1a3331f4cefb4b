#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/builder.hpp>

#include <doctest/doctest.h>

namespace {

/// One must that may be waived for 20 kUSD until 2025.
portfit::read_result catalog_of(const char* as_of) {
  portfit::catalog_builder made;
  made.as_of(as_of).fact("ram", "GiB");
  made.vendor("maker");
  made.platform("chip");
  made.device("phone").set("vendor", "maker").set("platform", "chip").set("ram", "1 GiB");
  made.system("os").must(
      "memory",
      portfit::map_of({{"need", "ram >= 2 GiB"},
                       {"waiver", portfit::map_of({{"by", "os"}, {"until", "2025"}, {"money", "20 kUSD"}})}}));
  return made.build();
}

portfit::assessment ask(const portfit::catalog& world, const portfit::assess_options& options = {}) {
  return portfit::assess(world, world.systems.at("os"), world.devices.at("phone"), portfit::any_market(), options);
}

}  // namespace

TEST_CASE("a requirement that may be waived has a way through, at its price") {
  const portfit::read_result read = catalog_of("2024-04-01");
  REQUIRE(read.remarks.empty());
  const portfit::assessment found = ask(read.catalog);
  CHECK(found.verdict == portfit::verdict::feasible);
  CHECK(found.remedies == std::vector<std::string>{"waive os.memory"});
  CHECK(found.plan.cost.mean == 20000);
  CHECK(found.plan.likelihood.guaranteed == 1);
}

TEST_CASE("a waiver no longer counts on the day named by until") {
  CHECK(ask(catalog_of("2024-12-31").catalog).verdict == portfit::verdict::feasible);
  CHECK(ask(catalog_of("2025-01-01").catalog).verdict == portfit::verdict::blocked);
}

TEST_CASE("a waiver can be left out like any remedy") {
  portfit::assess_options options;
  options.asked.without = {"waive os.memory"};
  CHECK(ask(catalog_of("2024-04-01").catalog, options).verdict == portfit::verdict::blocked);
}

TEST_CASE("the other party of an agreement may allow what it forbids, at its price and for its time") {
  const auto licensed = [](const char* as_of) {
    portfit::catalog_builder made;
    made.as_of(as_of).fact("fork", "yes/no");
    made.vendor("maker").holds({"licence"});
    made.platform("chip");
    made.device("phone").set("vendor", "maker").set("platform", "chip");
    made.system("os").set("fork", "yes");
    made.agreement("licence").forbids(
        "fork", {{"act", "os.fork"},
                 {"waiver", portfit::map_of({{"by", "licensor"}, {"until", "2025"}, {"money", "50 kUSD"}})}});
    const portfit::read_result read = made.build();
    CHECK(read.remarks.empty());
    return read.catalog;
  };
  const portfit::assessment found = ask(licensed("2024-12-31"));
  CHECK(found.verdict == portfit::verdict::feasible);
  CHECK(found.remedies == std::vector<std::string>{"waive licence.fork"});
  CHECK(found.plan.cost.mean == 50000);
  CHECK(ask(licensed("2025-01-01")).verdict == portfit::verdict::blocked);
}
