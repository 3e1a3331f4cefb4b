#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// The second round of decisions that are not in the bank (S11 to S22): what examples/catalogs/cases/README.md says of each.

using namespace portfit_test;

TEST_CASE("the second round answers as the README says") {
  struct row {
    const char* file;
    case_question asked;
    verdict expected;
  };
  const std::vector<row> rows{
      {"s11_galaxy_gear", {"gear_android", "gear", "us"}, verdict::blocked},
      {"s11_galaxy_gear", {"tizen", "gear", "us"}, verdict::ready},
      {"s11_galaxy_gear", {"gear_android", "gear", "europe", "2019-06-01"}, verdict::blocked},
      {"s11_galaxy_gear", {"gear_android", "gear", "us", "2021-10-01"}, verdict::ready},
      {"s11_galaxy_gear", {"speaker_fork", "lg_speaker", "us", "2018-06-01"}, verdict::blocked},
      {"s11_galaxy_gear", {"speaker_fork", "foreign_speaker", "korea", "2021-10-01"}, verdict::ready},
      {"s11_galaxy_gear", {"speaker_fork", "foreign_speaker", "us", "2021-10-01"}, verdict::blocked},
      {"s12_zuk_z1_india", {"cyanogen_os", "zuk_z1", "india"}, verdict::ready},
      {"s13_pinephone", {"pmos_main", "pinephone"}, verdict::ready},
      {"s13_pinephone", {"pmos_main", "pinephone", "", "2025-06-01"}, verdict::blocked},
      {"s13_pinephone", {"pmos_community", "pinephone", "", "2025-06-01"}, verdict::ready},
      {"s13_pinephone", {"pmos_community", "pinephone", "", "2026-08-10"}, verdict::blocked},
      {"s13_pinephone", {"pmos_testing", "pinephone", "", "2026-08-10"}, verdict::ready},
      {"s14_librem5", {"pureos", "librem_5"}, verdict::feasible},
      {"s15_pixel3_grapheneos", {"grapheneos", "pixel_3"}, verdict::ready},
      {"s15_pixel3_grapheneos", {"grapheneos", "pixel_3", "", "2021-12-01"}, verdict::blocked},
      {"s15_pixel3_grapheneos", {"grapheneos", "pixel_6", "", "2021-12-01"}, verdict::ready},
      {"s16_fairphone1", {"android_4_4", "fairphone_1", "europe"}, verdict::blocked},
      {"s17_huawei_p40", {"emui_google", "p40", "europe"}, verdict::blocked},
      {"s17_huawei_p40", {"emui_google", "p30", "europe"}, verdict::ready},
      {"s17_huawei_p40", {"emui", "p40", "europe"}, verdict::ready},
      {"s18_rustore_tablet", {"brand_android", "redmi_phone", "russia", "2022-12-01"}, verdict::ready},
      {"s18_rustore_tablet", {"brand_android", "redmi_phone", "russia"}, verdict::feasible},
      {"s18_rustore_tablet", {"brand_android", "redmi_pad", "russia", "2023-09-01"}, verdict::feasible},
      {"s19_register_2024", {"aurora", "r570e", "ru_register"}, verdict::ready},
      {"s19_register_2024", {"aurora", "r570e", "ru_register", "2025-12-15"}, verdict::feasible},
      {"s20_firefox_os", {"firefox_os", "zte_open", "spain"}, verdict::undetermined},
      {"s20_firefox_os", {"kaios", "nokia_8110", "india", "2018-07-01"}, verdict::ready},
      {"s21_no_contract", {"nokia_x_platform", "nokia_x", "india"}, verdict::ready},
      {"s21_no_contract", {"fire_os", "fire_phone", "us"}, verdict::ready},
      {"s21_no_contract", {"fire_os", "onida_tv", "india", "2020-01-01"}, verdict::ready},
      {"s21_no_contract", {"fire_os", "tcl_tv", "india", "2020-01-01"}, verdict::blocked},
      {"s22_huawei_unlock", {"lineage", "honor_view_10", "", "2018-06-01"}, verdict::feasible},
      {"s22_huawei_unlock", {"lineage", "honor_view_10"}, verdict::blocked},
      {"s22_huawei_unlock", {"lineage", "xperia_xz2"}, verdict::feasible},
  };
  for (const row& each : rows) {
    CAPTURE(each.file);
    CAPTURE(each.asked.os + " on " + each.asked.device + " in " + each.asked.market + " " + each.asked.as_of);
    CHECK(verdict_of(read_case(each.file), each.asked) == each.expected);
  }
}

TEST_CASE("the second round: orders and blockers") {
  CHECK(stands_before(read_case("s22_huawei_unlock"), {"lineage", "xperia_xz2"}, {"lineage", "honor_view_10"}));
  const portfit::explanation never_came =
      explained(read_case("s16_fairphone1"), {"android_4_4", "fairphone_1", "europe"});
  REQUIRE_FALSE(never_came.conflicts.empty());
  CHECK(mentions(never_came.conflicts.front(), "android_drivers: android_build"));
}
