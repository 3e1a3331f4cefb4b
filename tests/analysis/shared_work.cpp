#include <portfit/analysis/shared_work.hpp>

#include <portfit/analysis/plan_pairing.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::near;
using portfit_test::pairing_builder;

namespace {

/// Two phones on one platform, of two vendors; a kernel for the platform, an image for each phone, one form for all.
struct two_phones : pairing_builder {
  two_phones() {
    flags({"kernel", "image", "form"}).currency("USD").person_month("10 kUSD");
    vendor("w");
    device("e").vendor("w").platform("p");
    for (const char* const each : {"d", "e"}) device(each).set("kernel", "no").set("image", "no").set("form", "no");
    system("os").must("image", "image").must("form", "form");
    remedy("kernel").makes("kernel").effort("4 pm").once_per({"os", "platform"});
    remedy("image").makes("image").needs("kernel").money("3 kUSD");
    remedy("form").makes("form").money("1 kUSD").once_per(document_list());
  }
  static built_value document_list() { return built_value(std::initializer_list<built_value>{}); }
};

shared_work side_by_side(const catalog_builder& told) {
  const catalog world = built(told);
  std::vector<pairing_plans> plans;
  std::vector<placed_plan> placed;
  for (const auto& [id, each] : world.devices)
    plans.push_back(plan_pairing(world, world.systems.at("os"), each, world.markets.at("m")));
  auto plan = plans.begin();
  for (const auto& [id, each] : world.devices)
    placed.push_back({{&world.systems.at("os"), &world.markets.at("m"), &each}, &(plan++)->recommended});
  return share_work(world, placed);
}

}  // namespace

TEST_CASE("shared work: what is done once for a platform or for all is paid once, the rest by each") {
  const shared_work work = side_by_side(two_phones());
  REQUIRE(work.shared.size() == 2);
  CHECK(work.shared[0].remedy == "form");
  CHECK(work.shared[0].once_per.empty());
  CHECK(work.shared[1].remedy == "kernel");
  CHECK(work.shared[1].once_per == std::vector<std::string>{"os os", "platform p"});
  CHECK(work.shared[1].devices == std::vector<std::string>{"d", "e"});
  CHECK(near(work.shared[1].once, 40e3));
  CHECK(near(work.shared[1].apart, 80e3));
  CHECK(near(work.apart, 2 * 44e3));
  CHECK(near(work.together, 40e3 + 1e3 + 2 * 3e3));
}

TEST_CASE("shared work: on platforms that nobody knows nothing is shared") {
  two_phones told;
  told.device("d").platform("unknown");
  told.device("e").platform("unknown");
  const shared_work work = side_by_side(told);
  REQUIRE(work.shared.size() == 1);
  CHECK(work.shared[0].remedy == "form");
}

TEST_CASE("shared work: the dearest of the plans counts") {
  two_phones told;
  told.flags({"messy"}).device("d").set("messy", "no");
  told.device("e").set("messy", "yes");
  told.remedy("kernel").effort({map_of({{"when", "messy"}, {"is", "6 pm"}}), map_of({{"is", "4 pm"}})});
  const shared_work work = side_by_side(told);
  REQUIRE(work.shared.size() == 2);
  CHECK(near(work.shared[1].once, 60e3));
  CHECK(near(work.shared[1].apart, 100e3));
}
