#pragma once

#include <portfit/import/pmaports.hpp>

#include "support/text_of_file.hpp"

#include <string>
#include <vector>

namespace portfit_test {

/// The invented register in tests/data/pmaports.
[[nodiscard]] inline std::vector<portfit::pmaports_file> pmaports_fixture(bool table = true) {
  std::vector<portfit::pmaports_file> files;
  for (const char* const name :
       {"testing/device-maker-alpha", "archived/device-maker-alpha-downstream", "community/device-lg-beta",
        "community/device-qcom-msm8953", "archived/device-maker-gamma", "downstream/device-other-delta",
        "testing/device-maker-exynos7", "testing/device-maker-book"}) {
    const std::string path = std::string("device/") + name + "/deviceinfo";
    files.push_back({path, text_of_file("tests/data/pmaports/" + path)});
  }
  if (table) files.push_back({"packages.tsv", text_of_file("tests/data/pmaports/packages.tsv")});
  return files;
}

}  // namespace portfit_test
