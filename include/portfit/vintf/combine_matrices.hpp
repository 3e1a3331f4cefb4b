#pragma once

#include <portfit/vintf/compatibility_matrix.hpp>
#include <portfit/vintf/detail/add_alternatives.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace portfit {

/// A matrix, or why there is none.
struct combined_matrix {
  compatibility_matrix matrix;
  std::string problem;  ///< empty: the matrix is good
  [[nodiscard]] bool good() const { return problem.empty(); }
};

/// Adds the requirements on kernels of one line and level to a matrix. Entries for one line and level must ask from the same
/// release on, and the first of them must be unconditional: an empty one is put before it otherwise.
/// @returns what it is in conflict with, if anything.
[[nodiscard]] inline std::optional<std::string> add_kernel(compatibility_matrix& into, kernel_requirement added) {
  if (!added.level.given()) added.level = into.level;
  bool seen = false;
  for (const kernel_requirement& each : into.kernels) {
    if (each.level != added.level || !each.lowest.same_line(added.lowest)) continue;
    if (each.lowest != added.lowest)
      return "kernels of level " + to_text(added.level) + " are asked for from " + to_text(each.lowest) + " and from " +
             to_text(added.lowest) + " on";
    seen = true;
    break;
  }
  if (!seen && !added.conditions.empty()) into.kernels.push_back({added.lowest, added.level, {}, {}, added.where});
  into.kernels.push_back(std::move(added));
  return std::nullopt;
}

namespace detail {

[[nodiscard]] inline std::optional<std::string> add_kernels(compatibility_matrix& into,
                                                            const compatibility_matrix& other) {
  for (const kernel_requirement& each : other.kernels)
    if (auto conflict = add_kernel(into, each)) return conflict;
  return std::nullopt;
}

/// Takes over what the other one says where this one says nothing, or the same. @returns whether they agree.
template <class Value>
[[nodiscard]] bool take_over_need(std::optional<Value>& value, const std::optional<Value>& other) {
  const auto says_nothing = [](const std::optional<Value>& each) { return !each || *each == Value{}; };
  if (says_nothing(value)) {
    if (other) value = other;
    return true;
  }
  return says_nothing(other) || *other == *value;
}

/// Everything a matrix of the device's own level says.
[[nodiscard]] inline std::optional<std::string> add_whole_matrix(compatibility_matrix& into,
                                                                 const compatibility_matrix& other) {
  for (const auto& each : other.hals) into.hals.insert(each);
  if (auto conflict = add_kernels(into, other)) return conflict;
  if (!take_over_need(into.sepolicy, other.sepolicy)) return "<sepolicy> is given twice, differently";
  if (!take_over_need(into.vbmeta, other.vbmeta)) return "<avb> is given twice, differently";
  return std::nullopt;
}

[[nodiscard]] inline std::optional<std::string> add_matrix(compatibility_matrix& into,
                                                           const compatibility_matrix& other, matrix_level kernel) {
  if (other.side != vintf_side::framework) return "it is a matrix of the device, and only a framework's are combined";
  const matrix_level level = other.level.given() ? other.level : into.level;
  if (level == into.level) return add_whole_matrix(into, other);
  if (level > into.level) {
    add_alternatives(into, other);
    return add_kernels(into, other);
  }
  if (kernel.given() && level >= kernel) return add_kernels(into, other);
  return std::nullopt;
}

}  // namespace detail

/// Combines the matrices of a framework into the one that a device of the given level meets.
///
/// Matrices of the device's own level, and those without a level, count in full. Of higher levels, the versions become further
/// alternatives of what the own level asks, what is new in them becomes optional, and requirements on kernels are added. Lower
/// levels are left out, save for kernels made for them. (libvintf, `CompatibilityMatrix::combine`.)
/// @param device the device's level; if it has none, the lowest of the matrices.
/// @param kernel the level the kernel was made for (`inferred_kernel_level`), if any.
/// Complexity: per HAL of a higher level linear in the instances of the same name.
[[nodiscard]] inline combined_matrix combine_matrices(std::span<const compatibility_matrix* const> matrices,
                                                      matrix_level device, matrix_level kernel) {
  combined_matrix result;
  if (!device.given())
    for (const compatibility_matrix* const each : matrices) device = (std::min)(device, each->level);
  if (!device.given()) {
    result.problem = "no matrix has a level, nor has the device";
    return result;
  }
  std::multimap<matrix_level, const compatibility_matrix*> ordered;
  for (const compatibility_matrix* const each : matrices)
    ordered.emplace(each->level.given() ? each->level : device, each);
  result.matrix.level = device;
  for (const auto& [level, each] : ordered)
    if (const auto conflict = detail::add_matrix(result.matrix, *each, kernel)) {
      result.problem = (each->file.empty() ? "a matrix" : each->file) + " cannot be combined: " + *conflict;
      return result;
    }
  return result;
}

/// Combines the matrices of a device (of the vendor and ODM partitions): everything in each is asked.
/// (libvintf, `CompatibilityMatrix::combineDeviceMatrices`.) Complexity: linear in the matrices.
[[nodiscard]] inline combined_matrix combine_device_matrices(std::span<const compatibility_matrix* const> matrices) {
  combined_matrix result;
  result.matrix.side = vintf_side::device;
  for (const compatibility_matrix* const each : matrices) {
    const std::string name = (each->file.empty() ? "a matrix" : each->file) + " cannot be combined: ";
    compatibility_matrix& into = result.matrix;
    if (each->side != vintf_side::device) {
      result.problem = name + "it is a matrix of the framework";
    } else if (into.ndk.version.empty()) {
      into.ndk = each->ndk;
    } else if (!each->ndk.version.empty() && each->ndk != into.ndk) {
      result.problem = name + "<vendor-ndk> is given twice, differently";
    }
    if (!result.good()) return result;
    into.hals.insert(each->hals.begin(), each->hals.end());
    into.system_sdks.insert(each->system_sdks.begin(), each->system_sdks.end());
    into.file += (into.file.empty() ? "" : ", ") + each->file;
  }
  return result;
}

}  // namespace portfit
