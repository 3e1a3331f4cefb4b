#include "support/case_durations.hpp"

#include <doctest/doctest.h>

#include <string>
#include <variant>

// C07, C08, C11, C12: what a port takes, and what it costs.

using namespace portfit;
using namespace portfit_test;

namespace {

const case_question xperia{"sailfish", "xperia_x"};
const case_question locked{"sailfish", "locked_phone"};
const case_question upgrade{"android_7", "fairphone_2"};

case_question graphene_on(const std::string& device) { return {"grapheneos", device}; }

}  // namespace

TEST_CASE("C07 verdict: Xperia X is feasible, by a plan") {
  const assessment made = answer_of(read_case("c07_sailfish_xperia_x"), xperia);
  CHECK(made.verdict == verdict::feasible);
  CHECK(plans(made, "adapt_libhybris"));
}

TEST_CASE("C07 ordering: Xperia X stands before a locked telephone of equal price without source") {
  const catalog& world = read_case("c07_sailfish_xperia_x");
  CHECK(world.devices.at("xperia_x").facts.at("price").front().values ==
        world.devices.at("locked_phone").facts.at("price").front().values);
  CHECK(stands_before(world, xperia, locked));
}

TEST_CASE("C07 controls: each of the four needs is one") {
  for (const std::string need : {"kernel_source", "vendor_blobs", "device_tree"}) {
    const catalog world = changed_case("c07_sailfish_xperia_x", [&](catalog& changed) {
      restate(changed.devices.at("xperia_x").facts, need, 0.0);
      restate(changed.devices.at("xperia_x").facts, "firmware_source", 0.0);
      restate(changed.vendors.at("sony").facts, "sells_source", 0.0);
    });
    CHECK_MESSAGE(verdict_of(world, xperia) == verdict::blocked, need);
  }
  const catalog shut = changed_case("c07_sailfish_xperia_x", [](catalog& changed) {
    restate(changed.devices.at("xperia_x").facts, "unlockable", 0.0);
    restate(changed.devices.at("xperia_x").facts, "official_unlock", 0.0);
  });
  CHECK(blocks(shut, xperia, "any_system: starts"));
}

TEST_CASE("C08 ship now: ready on the makers' finished builds") {
  for (const std::string device : {"bq_e45", "bq_e5", "meizu_mx4"})
    CHECK(verdict_of(read_case("c08_bq_meizu_ubuntu_touch"), {"ubuntu_touch", device}) == verdict::ready);
}

TEST_CASE("C08 upgrade of the base: blocked, for want of the Android device tree") {
  for (const std::string device : {"bq_e45", "bq_e5", "meizu_mx4"}) {
    const explanation told = explained(read_case("c08_bq_meizu_ubuntu_touch"), {"ubuntu_touch_next", device});
    CHECK(blocks(told, "android_drivers: android_build"));
    CHECK(blocks(told, device + ": device_tree"));
    CHECK(no_part_in(told, device + ": kernel_source"));
  }
}

TEST_CASE("C08 control: with a tree the upgrade is feasible") {
  const catalog world = changed_case("c08_bq_meizu_ubuntu_touch", [](catalog& changed) {
    restate(changed.devices.at("bq_e45").facts, "device_tree", 1.0);
  });
  CHECK(verdict_of(world, {"ubuntu_touch_next", "bq_e45"}) == verdict::feasible);
}

TEST_CASE("C11 verdict: Android 7 with Google's services on Fairphone 2 is feasible") {
  CHECK(verdict_of(read_case("c11_fairphone2"), upgrade) == verdict::feasible);
}

TEST_CASE("C11 plan contains the community's tree and the certificate") {
  const assessment made = answer_of(read_case("c11_fairphone2"), upgrade);
  CHECK(plans(made, "use_community_tree"));
  CHECK(plans(made, "certify"));
}

TEST_CASE("C11 cost: 500,000 EUR lies inside the plan's range, and not trivially") {
  const assessment made = answer_of(read_case("c11_fairphone2"), upgrade);
  CHECK(made.plan.cost.ends.low <= 500000);
  CHECK(made.plan.cost.ends.high >= 500000);
  CHECK(made.plan.cost.ends.low >= 500000 / 2.0);
  CHECK(made.plan.cost.ends.high <= 500000 * 3.0);
}

TEST_CASE("C11 uniqueness and ordering: no other telephone with that chip gets it") {
  const catalog& world = read_case("c11_fairphone2");
  for (const std::string device : {"unwilling_phone", "treeless_phone"}) {
    CHECK(verdict_of(world, {"android_7", device}) == verdict::blocked);
    CHECK(stands_before(world, upgrade, {"android_7", device}));
  }
}

TEST_CASE("C11 controls: a tree, or an owner who pays, makes the others feasible; with the chip maker it is cheap") {
  const catalog with_tree = changed_case("c11_fairphone2", [](catalog& world) {
    restate(world.devices.at("treeless_phone").facts, "community_tree", 1.0);
  });
  CHECK(verdict_of(with_tree, {"android_7", "treeless_phone"}) == verdict::feasible);
  const catalog paid = changed_case(
      "c11_fairphone2", [](catalog& world) { restate(world.vendors.at("unwilling_maker").facts, "maker_ships", 1.0); });
  CHECK(verdict_of(paid, {"android_7", "unwilling_phone"}) == verdict::feasible);
  const catalog supported = changed_case(
      "c11_fairphone2", [](catalog& world) { restate(world.platforms.at("msm8974").facts, "chip_dropped", 0.0); });
  CHECK(answer_of(supported, upgrade).plan.cost.ends.high < 300000);
  case_question treeless = upgrade;
  treeless.without = {"use_community_tree"};
  CHECK(verdict_of(read_case("c11_fairphone2"), treeless) == verdict::blocked);
}

TEST_CASE("C12 verdicts: Pixel ready, the current Motorola blocked, the one in design feasible") {
  const catalog& world = read_case("c12_grapheneos");
  CHECK(verdict_of(world, graphene_on("pixel")) == verdict::ready);
  CHECK(verdict_of(world, graphene_on("motorola_signature_2026")) == verdict::blocked);
  const assessment future = answer_of(world, graphene_on("motorola_2027"));
  CHECK(future.verdict == verdict::feasible);
  CHECK(plans(future, "co_design"));
}

TEST_CASE("C12 blocker: memory tagging") {
  CHECK(blocks(read_case("c12_grapheneos"), graphene_on("motorola_signature_2026"), "grapheneos: memory_tagging"));
}

TEST_CASE("C12 lead time: a year or more, at the quickest") {
  CHECK(duration_of(read_case("c12_grapheneos"), graphene_on("motorola_2027")).low >= 12);
}

TEST_CASE("C12 waivers: none allowed, none offered") {
  const catalog& world = read_case("c12_grapheneos");
  for (const requirement& each : world.systems.at("grapheneos").asks) CHECK_FALSE(each.waived.has_value());
  for (const way_out& way : explained(world, graphene_on("motorola_signature_2026")).ways)
    for (const std::string& remedy : way.remedies) CHECK_FALSE(remedy.starts_with("waive"));
}

TEST_CASE("C12 controls: hardware settled, or sold with the system by the maker itself") {
  const catalog settled = changed_case("c12_grapheneos", [](catalog& world) {
    restate(world.devices.at("motorola_2027").facts, "in_design", 0.0);
    restate(world.devices.at("motorola_2027").facts, "memory_tagging", 0.0);
  });
  CHECK(verdict_of(settled, graphene_on("motorola_2027")) == verdict::blocked);
  // That Motorola sells it so was not announced, and could not be: the market named is no place of a carve-out.
  const catalog sold = changed_case("c12_grapheneos", [](catalog& world) {
    restate(world.ports.at("grapheneos/motorola").facts, "maker_ships", 1.0);
  });
  CHECK(blocks(sold, graphene_on("motorola_2027"), "google: fork"));
}
