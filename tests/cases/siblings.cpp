#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <string>

// S01 to S10: decisions that were not in the bank when the shared files were written; answers predicted before the first run.

using namespace portfit;
using namespace portfit_test;

TEST_CASE("S01 Fire TV in India: blocked until Amazon's agreement; India's order does not reach television sets") {
  const catalog& world = read_case("s01_firetv_india");
  CHECK(blocks(world, {"fire_os", "xiaomi_tv"}, "google: fork"));
  CHECK(verdict_of(world, {"fire_os", "xiaomi_tv", "", "2022-11-30"}) == verdict::ready);
  CHECK(blocks(world, {"other_tv", "xiaomi_tv", "", "2023-03-01"}, "google: fork"));
  const catalog phone = changed_case("s01_firetv_india", [](catalog& changed) {
    restate(changed.devices.at("xiaomi_tv").facts, "form", std::string("phone"));
  });
  CHECK(verdict_of(phone, {"other_tv", "xiaomi_tv", "", "2023-03-01"}) == verdict::ready);
}

TEST_CASE("S02 Cyanogen in India: an exclusive promise blocks others there and then") {
  const catalog& world = read_case("s02_cyanogen_india");
  CHECK(blocks(world, {"cyanogen_os", "oneplus_one", "india"}, "cyanogen: exclusive"));
  CHECK(verdict_of(world, {"cyanogen_os", "yureka", "india"}) == verdict::ready);
  CHECK(verdict_of(world, {"cyanogen_os", "oneplus_one", "britain"}) == verdict::ready);
  CHECK(verdict_of(world, {"cyanogen_os", "oneplus_one", "india", "2014-09-25"}) == verdict::ready);
  CHECK(verdict_of(world, {"own_android", "oneplus_one", "india"}) == verdict::feasible);
}

TEST_CASE(
    "S03 a changed Android for Russia: a holder of Google's contract is blocked at home, too, and free in the EEA") {
  const catalog& world = read_case("s03_bangladesh_fork");
  const std::string os = "russian_android";
  CHECK(blocks(world, {os, "dhaka_phone", "russia"}, "google: fork"));
  CHECK(blocks(world, {os, "dhaka_phone", "bangladesh"}, "google: fork"));
  CHECK(verdict_of(world, {os, "dhaka_phone", "germany"}) == verdict::feasible);
  CHECK(verdict_of(world, {os, "hanoi_phone", "russia"}) == verdict::undetermined);
}

TEST_CASE("S04 Fairphone 4 with /e/OS in the United States: the seller signed nothing") {
  const catalog& world = read_case("s04_murena_us");
  CHECK(verdict_of(world, {"eos", "murena_fairphone_4", "us"}) == verdict::ready);
  CHECK(blocks(world, {"eos", "fairphone_4", "us"}, "google: fork"));
  CHECK(verdict_of(world, {"eos", "fairphone_4", "europe"}) == verdict::ready);
  // Nothing covers for the attestation of a certified device.
  CHECK(blocks(world, {"eos", "fairphone_4", "europe_with_banking"}, "europe_with_banking: banking_apps"));
}

TEST_CASE("S05 the register of December 2025: out by a rule, back by a deeper localisation") {
  const catalog& world = read_case("s05_byterg_register");
  CHECK(verdict_of(world, {"aurora", "other_phone"}) == verdict::ready);
  const case_question after{"aurora", "other_phone", "", "2025-12-01"};
  CHECK(verdict_of(world, after) == verdict::feasible);
  case_question as_it_is = after;
  as_it_is.without = {"localise_modules"};
  CHECK(blocks(world, as_it_is, "register_modules_2025: localisation"));
  CHECK(verdict_of(world, {"oko", "byterg_phone", "", "2026-02-02"}) != verdict::ready);
  CHECK(verdict_of(world, {"oko", "byterg_phone", "", "2026-02-03"}) == verdict::ready);
  CHECK(blocks(world, {"oko", "byterg_phone"}, "domestic_software: software_register"));
}

TEST_CASE("S06 a dear telephone of a US brand: blocked for Belarus by law since 2023-02-24") {
  const catalog& world = read_case("s06_us_luxury");
  CHECK(blocks(world, {"own_system", "dear_phone", "belarus"}, "us_luxury_goods: not_luxury"));
  CHECK(verdict_of(world, {"own_system", "dear_phone", "belarus", "2023-02-23"}) == verdict::ready);
  CHECK(verdict_of(world, {"own_system", "dear_phone", "kazakhstan"}) == verdict::ready);
  CHECK(verdict_of(world, {"own_system", "cheap_phone", "belarus"}) == verdict::ready);
}

TEST_CASE("S07 a brand sold by its listed owner: new models blocked before the sale, feasible after") {
  const catalog& world = read_case("s07_honor_2021");
  CHECK(blocks(world, {"magic_google", "new_phone", "", "2020-10-01"}, "us_entity_list"));
  CHECK(verdict_of(world, {"magic_google", "new_phone"}) == verdict::feasible);
}

TEST_CASE("S08 a foreign brand in Russia: RuStore is added, and export law does not reach it") {
  const catalog& world = read_case("s08_foreign_brand_russia");
  const case_question asked{"brand_android", "brand_phone"};
  CHECK(verdict_of(world, asked) == verdict::feasible);
  CHECK(plans(answer_of(world, asked), "preinstall_rustore"));
  case_question without = asked;
  without.without = {"preinstall_rustore"};
  const explanation told = explained(world, without);
  CHECK(blocks(told, "rustore_law: rustore"));
  CHECK(no_part_in(told, "us_export"));
}

TEST_CASE("S09 a large maker's tablets with a Russian Linux: no fork of Android, no breach") {
  const catalog& world = read_case("s09_astra_lenovo");
  CHECK(verdict_of(world, {"astra_mobile", "lenovo_tablet"}) == verdict::ready);
  CHECK(blocks(world, {"russian_android", "lenovo_tablet"}, "google: fork"));
}

TEST_CASE("S10 Sailfish OS in India: undetermined, since how the licensor takes it is not known; it was sold") {
  const catalog& world = read_case("s10_intex_sailfish");
  const explanation told = explained(world, {"sailfish", "aqua_fish"});
  CHECK(told.summary.verdict == verdict::undetermined);
  REQUIRE(told.unknowns.size() == 1);
  CHECK(told.unknowns.front().subject == "libhybris_based: android_fork");
}
