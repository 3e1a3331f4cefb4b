#include <portfit/version.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

TEST_CASE("the version is three numbers, those of the macros") {
  const std::string version = portfit::library_version();
  CHECK(std::count(version.begin(), version.end(), '.') == 2);
  CHECK(version.rfind(std::to_string(PORTFIT_VERSION_MAJOR) + ".", 0) == 0);
  CHECK(version.find("." + std::to_string(PORTFIT_VERSION_MINOR) + ".") != std::string::npos);
  CHECK(version.substr(version.rfind('.') + 1) == std::to_string(PORTFIT_VERSION_PATCH));
}
