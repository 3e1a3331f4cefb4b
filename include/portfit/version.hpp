#pragma once

/// The version of the library, by semantic versioning. CMake reads these three lines: keep one plain number on each.
#define PORTFIT_VERSION_MAJOR 0
#define PORTFIT_VERSION_MINOR 1
#define PORTFIT_VERSION_PATCH 0

#include <string>

namespace portfit {

/// The version of the library as text, "major.minor.patch"; every output names it.
///
/// It is a function and not a `version` constant because `version` is a type of quantity/.
/// Complexity: constant.
[[nodiscard]] inline std::string library_version() {
  return std::to_string(PORTFIT_VERSION_MAJOR) + '.' + std::to_string(PORTFIT_VERSION_MINOR) + '.' +
         std::to_string(PORTFIT_VERSION_PATCH);
}

}  // namespace portfit
