#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

// C04, C05, C06: what law takes away, kept apart from what a contract forbids.

using namespace portfit;
using namespace portfit_test;

namespace {

const case_question new_abroad{"emui_google", "next_model", "europe"};
const case_question new_at_home{"emui_google", "next_model", "china"};
const case_question bq_google{"android_google", "bq_phone"};
const case_question triple{"android", "brand_phone", "ru_triple"};
const case_question relabelled{"android", "international_phone", "ru_any_brand"};

case_question on(case_question asked, const std::string& day) {
  asked.as_of = day;
  return asked;
}

}  // namespace

TEST_CASE("C04 new models, EU: blocked for Google's services by the Entity List, not by a contract") {
  const explanation told = explained(read_case("c04_huawei_2019"), new_abroad);
  CHECK(blocks(told, "us_entity_list"));
  CHECK(no_part_in(told, "google: fork"));
}

TEST_CASE("C04 new models, CN: ready") {
  CHECK(verdict_of(read_case("c04_huawei_2019"), new_at_home) == verdict::ready);
}

TEST_CASE("C04 existing models, EU: ready") {
  CHECK(verdict_of(read_case("c04_huawei_2019"), {"emui_google", "p30", "europe"}) == verdict::ready);
}

TEST_CASE("C04 remedy taken: HMS is in the recommended plan for new models without Google's services") {
  const catalog& world = read_case("c04_huawei_2019");
  const assessment made = answer_of(world, {"emui", "next_model", "europe"});
  CHECK(plans(made, "ship_hms"));
  CHECK_FALSE(plans(made, "certify"));
  const catalog without_own = changed_case(
      "c04_huawei_2019", [](catalog& changed) { restate(changed.vendors.at("huawei").facts, "hms", 0.0); });
  CHECK_FALSE(plans(answer_of(without_own, {"emui", "next_model", "europe"}), "ship_hms"));
}

TEST_CASE("C04 ordering: selling new models in China stands before selling them in the EU") {
  CHECK(stands_before(read_case("c04_huawei_2019"), new_at_home, new_abroad));
}

TEST_CASE("C04 controls: the day before the listing, and a maker not listed") {
  CHECK(verdict_of(read_case("c04_huawei_2019"), on(new_abroad, "2019-05-15")) == verdict::feasible);
  CHECK(verdict_of(read_case("c04_huawei_2019"), on(new_abroad, "2019-05-16")) == verdict::blocked);
  const catalog unlisted = changed_case(
      "c04_huawei_2019", [](catalog& world) { restate(world.vendors.at("huawei").facts, "entity_listed", 0.0); });
  CHECK(verdict_of(unlisted, new_abroad) == verdict::feasible);
  const catalog released_before = changed_case("c04_huawei_2019", [](catalog& world) {
    world.devices.at("next_model").facts["released"] = world.devices.at("p30").facts.at("released");
  });
  CHECK(verdict_of(released_before, new_abroad) == verdict::feasible);
}

TEST_CASE("C05 Android+GMS: blocked by export law, the fork clause has no part in it") {
  const explanation told = explained(read_case("c05_bq_2022"), bq_google);
  CHECK(blocks(told, "us_export"));
  CHECK(no_part_in(told, "google: fork"));
}

TEST_CASE("C05 HarmonyOS: blocked, its owner refuses") {
  const case_question harmony{"harmonyos", "bq_phone"};
  CHECK(blocks(read_case("c05_bq_2022"), harmony, "any_system: licence"));
  CHECK(blocks(read_case("c05_bq_2022"), harmony, "harmonyos/bq: owner_refuses"));
  const catalog given = changed_case(
      "c05_bq_2022", [](catalog& world) { restate(world.ports.at("harmonyos/bq").facts, "owner_refuses", 0.0); });
  CHECK(verdict_of(given, harmony) != verdict::blocked);
}

TEST_CASE("C05 AOSP without GMS: ready") {
  CHECK(verdict_of(read_case("c05_bq_2022"), {"android_plain", "bq_phone"}) == verdict::ready);
}

TEST_CASE("C05 controls: the day before, another home") {
  CHECK(verdict_of(read_case("c05_bq_2022"), on(bq_google, "2022-03-22")) == verdict::feasible);
  CHECK(verdict_of(read_case("c05_bq_2022"), on(bq_google, "2022-03-23")) == verdict::blocked);
  CHECK(verdict_of(changed_case("c05_bq_2022", [](catalog& world) { world.vendors.at("bq").home = "CN"; }),
                   bq_google) == verdict::feasible);
}

TEST_CASE("C06 verdict: licensed services, a Russian brand and RuStore together are blocked") {
  CHECK(verdict_of(read_case("c06_gms_rustore_triple"), triple) == verdict::blocked);
}

TEST_CASE("C06 minimal conflict: by its requirements GMS_licensed and russian_brand; RuStore is in none") {
  const explanation told = explained(read_case("c06_gms_rustore_triple"), triple);
  CHECK(blocks(told, "us_export"));
  CHECK(blocks(told, "ru_triple: GMS_licensed"));
  CHECK(no_part_in(told, "ru_triple: RuStore_preinstalled"));
  CHECK(std::any_of(told.conflicts.begin(), told.conflicts.end(), [](const auto& conflict) {
    return requirements_in(conflict) == std::set<std::string>{"GMS_licensed", "russian_brand"};
  }));
  // In the only other one the brand's home, a fact of this telephone, stands in the place of the requirement.
  CHECK(told.conflicts.size() == 2);
}

TEST_CASE("C06 with relabel: then RuStore fails") {
  const explanation told = explained(read_case("c06_gms_rustore_triple"), relabelled);
  CHECK(blocks(told, "rustore_law: rustore"));
  CHECK(no_part_in(told, "us_export"));
  CHECK(verdict_of(read_case("c06_gms_rustore_triple"), on(relabelled, "2023-08-28")) == verdict::ready);
}

TEST_CASE("C06 note: hiding the end customer is not offered") {
  const explanation told = explained(read_case("c06_gms_rustore_triple"), triple);
  CHECK(told.ways.empty());
  for (const auto& [id, remedy] : read_case("c06_gms_rustore_triple").remedies)
    for (const effect& each : remedy.effects) CHECK(each.fact.name != "international_image");
}

TEST_CASE("C06 controls: each of the three let go opens it, but for the third") {
  const auto without = [](const std::string& name) {
    return changed_case("c06_gms_rustore_triple", [=](catalog& world) {
      auto& asks = world.markets.at("ru_triple").asks;
      std::erase_if(asks, [&](const requirement& each) { return each.name == name; });
    });
  };
  CHECK(verdict_of(without("GMS_licensed"), triple) == verdict::feasible);
  CHECK(verdict_of(without("RuStore_preinstalled"), triple) == verdict::blocked);
  CHECK(verdict_of(changed_case("c06_gms_rustore_triple",
                                [](catalog& world) { world.vendors.at("russian_brand").home = "CN"; }),
                   triple) == verdict::blocked);  // then the brand that was asked for is missing
  const catalog foreign = changed_case("c06_gms_rustore_triple", [](catalog& world) {
    world.vendors.at("russian_brand").home = "CN";
    auto& asks = world.markets.at("ru_triple").asks;
    std::erase_if(asks, [](const requirement& each) { return each.name == "russian_brand"; });
  });
  CHECK(verdict_of(foreign, triple) == verdict::feasible);  // a foreign brand that adds RuStore
}
