#pragma once

#include <portfit/vintf/hal_version.hpp>
#include <portfit/vintf/matrix_level.hpp>

#include <cstdint>

namespace portfit {

/// Whose rules a compatibility question is judged by: those of libvintf as of one Android release.
///
/// The rules are those of libvintf's sources of Android 8.1, 14 (android14-release, 2023), 15 (android15-qpr2-release,
/// 2024) and 16 (main, 2025); where two of them differ, the release is the one whose development brought the change. Releases
/// outside 8..16 are judged as the nearest of them.
struct android_era {
  int release = 15;

  /// A HAL of a matrix is optional where it does not say: false up to Android 14, true from 15.
  [[nodiscard]] constexpr bool optional_by_default() const { return release >= 15; }

  /// From Android 16 a missing HAL no longer makes a pair incompatible: presence is left to test suites.
  [[nodiscard]] constexpr bool requires_hals() const { return release <= 15; }

  /// Up to Android 8 one provided version had to hold all interfaces; instances given by patterns or names did not exist.
  [[nodiscard]] constexpr bool matches_by_provided_version() const { return release <= 8; }

  /// From Android 14 (2023) a kernel of level 6 or above is not judged by the requirements of higher levels.
  [[nodiscard]] constexpr bool keeps_kernels_to_their_level() const { return release >= 14; }

  /// Up to Android 8 the kernel's sepolicy version had to be the one required; later it may be above.
  [[nodiscard]] constexpr bool wants_equal_kernel_sepolicy() const { return release <= 8; }

  /// HALs of a framework that say `max-level` are left out for newer devices since Android 11 (2020) ...
  [[nodiscard]] constexpr bool knows_highest_levels() const { return release >= 11; }
  /// ... and such that say `min-level` for older devices since Android 14 (2023).
  [[nodiscard]] constexpr bool knows_lowest_levels() const { return release >= 14; }

  /// The newest format (`version=` of the document) that is read: 7.0 up to Android 14, 9.0 from 15.
  [[nodiscard]] constexpr hal_version newest_format() const { return {release <= 14 ? 7U : 9U, 0}; }

  /// Whether the number is a level: legacy (0) to 9 up to Android 14; legacy to 8, 202404 and 202504 from 15.
  [[nodiscard]] constexpr bool knows(matrix_level level) const {
    const std::uint32_t number = level.number();
    if (release <= 14) return number <= 9;
    return number <= 8 || number == 202404 || number == 202504;
  }

  friend bool operator==(const android_era&, const android_era&) = default;
};

}  // namespace portfit
