#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

// The verdicts rest on what was public on the day: sources published later are hidden, and nothing changes.

using namespace portfit;
using namespace portfit_test;

namespace {

struct expected_verdict {
  std::string file;
  case_question asked;
  verdict wanted;
};

const std::vector<expected_verdict>& expected() {
  static const std::vector<expected_verdict> all{
      {"c01_acer_aliyun", {"aliyun", "acer_cloudmobile", "china"}, verdict::blocked},
      {"c02_firetv", {"fire_os", "tcl_tv"}, verdict::blocked},
      {"c02_firetv", {"fire_os", "tcl_tv", "", "2022-10-31"}, verdict::ready},
      {"c03_fairphone3_eos", {"eos", "fairphone_3", "europe"}, verdict::ready},
      {"c04_huawei_2019", {"emui_google", "next_model", "europe"}, verdict::blocked},
      {"c04_huawei_2019", {"emui_google", "next_model", "china"}, verdict::ready},
      {"c04_huawei_2019", {"emui_google", "p30", "europe"}, verdict::ready},
      {"c05_bq_2022", {"android_google", "bq_phone"}, verdict::blocked},
      {"c05_bq_2022", {"harmonyos", "bq_phone"}, verdict::blocked},
      {"c05_bq_2022", {"android_plain", "bq_phone"}, verdict::ready},
      {"c06_gms_rustore_triple", {"android", "brand_phone", "ru_triple"}, verdict::blocked},
      {"c07_sailfish_xperia_x", {"sailfish", "xperia_x"}, verdict::feasible},
      {"c08_bq_meizu_ubuntu_touch", {"ubuntu_touch", "bq_e45"}, verdict::ready},
      {"c08_bq_meizu_ubuntu_touch", {"ubuntu_touch_next", "bq_e45"}, verdict::blocked},
      {"c11_fairphone2", {"android_7", "fairphone_2"}, verdict::feasible},
      {"c12_grapheneos", {"grapheneos", "pixel"}, verdict::ready},
      {"c12_grapheneos", {"grapheneos", "motorola_signature_2026"}, verdict::blocked},
      {"c12_grapheneos", {"grapheneos", "motorola_2027"}, verdict::feasible},
      {"c18_rfon", {"rosa_mobile", "r_fon", "ru_shops"}, verdict::feasible},
      {"c18_rfon", {"rosa_mobile", "r_fon", "ru_sensitive"}, verdict::undetermined},
      {"c20_seed_flip", {"russian_android", "big_phone", "ru_mass"}, verdict::blocked},
      {"c20_seed_flip", {"russian_android", "domestic_phone", "ru_sensitive"}, verdict::ready},
      {"c20_seed_flip", {"russian_android", "small_phone", "ru_sensitive"}, verdict::feasible},
      {"c20_seed_flip", {"russian_android", "big_phone", "ru_sensitive"}, verdict::blocked},
      {"c23_msm8916", {"postmarketos_community", "samsung-a5"}, verdict::ready},
      {"c23_msm8916", {"postmarketos_community", "samsung-a5", "", "2025-11-10"}, verdict::blocked},
  };
  return all;
}

}  // namespace

TEST_CASE("every case reads without a mistake and has a day") {
  for (const expected_verdict& each : expected()) CHECK(read_case(each.file).as_of.has_value());
}

TEST_CASE("verdicts of the cases hold with the facts published by their day") {
  for (const expected_verdict& each : expected()) {
    const catalog& world = read_case(each.file);
    assess_options options = options_of(each.asked).assess;
    options.asked.known_by = options.asked.as_of ? options.asked.as_of : world.as_of;
    const verdict answered = assess(world, world.systems.at(each.asked.os), world.devices.at(each.asked.device),
                                    market_of(world, each.asked), options)
                                 .verdict;
    CHECK_MESSAGE(answered == each.wanted, each.file, " ", each.asked.os, " on ", each.asked.device);
  }
}

TEST_CASE("hiding what was published by the day changes something: the filter is at work") {
  const catalog& world = read_case("c01_acer_aliyun");
  assess_options options;
  options.asked.known_by = read_date("2012-09-12")->low;
  const verdict before = assess(world, world.systems.at("aliyun"), world.devices.at("acer_cloudmobile"),
                                world.markets.at("china"), options)
                             .verdict;
  CHECK(before == verdict::undetermined);
}
