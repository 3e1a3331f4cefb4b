#include <portfit/analysis/services.hpp>

#include "support/agreement_world.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

using namespace portfit;
using portfit_test::agreement_world;
using portfit_test::built;

namespace {

service_coverage look(const catalog& world, const char* service, const char* os, const char* device = "d",
                      const std::set<std::string>& plan = {}, const char* market = "m") {
  for (const service_coverage& each :
       survey_services(world, world.systems.at(os), world.devices.at(device), world.markets.at(market), {}, plan))
    if (each.service == service) return each;
  FAIL("no service " << service);
  return {};
}

const service_way& way(const service_coverage& found, const char* name) {
  for (const service_way& each : found.ways)
    if (each.name == name) return each;
  FAIL("no way " << name);
  return found.ways.front();
}

bool spans(const bounds<double>& ends, double low, double high) { return ends.low == low && ends.high == high; }

}  // namespace

TEST_CASE("services: every service of the catalog by id, asked for or not") {
  const catalog world = built(agreement_world());
  std::vector<std::string> ids;
  for (const service_coverage& each :
       survey_services(world, world.systems.at("maybe"), world.devices.at("x"), world.markets.at("m")))
    ids.push_back(each.service);
  CHECK(ids == std::vector<std::string>{"checks", "maps", "store"});
}

TEST_CASE("services: a held and kept agreement grants all of it to a system that fits") {
  const catalog world = built(agreement_world());
  const service_coverage store = look(world, "store", "os");
  CHECK(spans(store.covered, 1, 1));
  CHECK(spans(store.coverable, 1, 1));
  CHECK(store.ways.front().name == "licence");
  CHECK(store.ways.front().is == service_way::kind::agreement);
  CHECK(store.losses.empty());
}

TEST_CASE("services: lost through the clause and the condition; a substitute is left, with its remedy") {
  const catalog world = built(agreement_world());
  const service_coverage store = look(world, "store", "fork");
  CHECK(spans(store.covered, 0, 0));
  CHECK(spans(store.coverable, 0.6, 0.6));
  CHECK(way(store, "licence").holds == answer::no);
  CHECK_FALSE(way(store, "licence").reachable);
  CHECK(way(store, "mall").reachable);
  CHECK(way(store, "mall").remedies == std::vector<std::string>{"install_mall"});
  REQUIRE(store.losses.size() == 2);
  CHECK(store.losses[0].code == "condition");
  CHECK(store.losses[0].by == "os.compatible");
  CHECK(store.losses[1].code == "clause");
  CHECK(store.losses[1].by == "licence.fork");
  CHECK(spans(look(world, "store", "fork", "d", {"install_mall"}).covered, 0.6, 0.6));
  CHECK(spans(look(world, "maps", "fork").covered, 0.9, 0.9));
}

TEST_CASE("services: where the clause does not count it takes nothing away") {
  const catalog world = built(agreement_world());
  for (const service_loss& each : look(world, "store", "fork", "d", {}, "home").losses) CHECK(each.code != "clause");
}

TEST_CASE("services: what nothing covers is said so") {
  const catalog world = built(agreement_world());
  CHECK(look(world, "checks", "fork").is_lost());
  CHECK_FALSE(look(world, "store", "fork").is_lost());
  const service_coverage unheld = look(world, "checks", "os", "x");
  CHECK(unheld.is_lost());
  REQUIRE(unheld.losses.size() == 1);
  CHECK(unheld.losses.front().code == "not_held");
  CHECK(unheld.losses.front().agreement == "licence");
}

TEST_CASE("services: unknown facts part what is certain from what is possible") {
  agreement_world told;
  told.system("maybe").set("compatible", "yes");
  const catalog world = built(told);
  const service_coverage maps = look(world, "maps", "maybe");
  CHECK(spans(maps.covered, 0.9, 1));
  CHECK(way(maps, "licence").holds == answer::unknown);
  CHECK(way(maps, "licence").depends_on == std::vector<std::string>{"maybe: is_fork"});
  REQUIRE(maps.losses.size() == 1);
  CHECK(maps.losses.front().holds == answer::unknown);
  CHECK(maps.losses.front().depends_on == std::vector<std::string>{"maybe: is_fork"});
}

TEST_CASE("services: a law withdraws them") {
  agreement_world told;
  told.rule("ban").sold_in("US").withdraws(list_of({"store"}));
  const catalog world = built(told);
  const service_coverage store = look(world, "store", "os");
  REQUIRE(store.losses.size() == 1);
  CHECK(store.losses.front().code == "rule");
  CHECK(store.losses.front().by == "ban");
  CHECK(spans(store.covered, 0, 0));
  CHECK(spans(look(world, "store", "os", "d", {}, "home").covered, 1, 1));
  CHECK(look(world, "maps", "os").losses.empty());
}

TEST_CASE("services: of the system's own, its bases' and others the furthest counts") {
  agreement_world told;
  told.system("base").provides(map_of({{"store", "20%"}})).is_abstract();
  told.system("fork").based_on("base").provides(map_of({{"checks", "40%"}}));
  const catalog world = built(told);
  CHECK(spans(look(world, "store", "fork").covered, 0.2, 0.2));
  CHECK(spans(look(world, "store", "fork").coverable, 0.6, 0.6));
  CHECK(way(look(world, "store", "fork"), "base").is == service_way::kind::system);
  CHECK(spans(look(world, "checks", "fork").covered, 0.4, 0.4));
}

TEST_CASE("services: what only a system provides or an agreement grants is known as well") {
  agreement_world told;
  told.system("fork").provides(list_of({"mail"}));
  told.agreement("club").grants(list_of({"mail"}));
  told.vendor("w").holds(list_of({"club"}));
  const catalog world = built(told);
  CHECK(world.services.count("mail") == 0);
  CHECK(spans(look(world, "mail", "fork").covered, 1, 1));
  CHECK(look(world, "mail", "os").is_lost());
  CHECK(spans(look(world, "mail", "os", "x").covered, 1, 1));
}

TEST_CASE("services: kinds of ways in words") {
  CHECK(to_text(service_way::kind::system) == "system");
  CHECK(to_text(service_way::kind::agreement) == "agreement");
  CHECK(to_text(service_way::kind::substitute) == "substitute");
}
