#include "vintf_question.hpp"

#include "options.hpp"

#include <string_view>

namespace planner {
namespace {

/// Takes an option over; false, and standard error tells what was expected, if it is given and cannot be read.
template <class Value, class Read>
bool take(const std::string& option, const std::string& text, std::optional<Value>& into, Read read,
          const char* expected) {
  if (text.empty()) return true;
  into = read(std::string_view(text));
  if (!into) usage_error(option + ": '" + text + "' is not known; expected " + expected);
  return into.has_value();
}

/// A device of which nothing but the level may be known.
portfit::hal_manifest unknown_device(const vintf_wishes& wishes) {
  portfit::hal_manifest device;
  if (wishes.level) device.level = *wishes.level;
  return device;
}

}  // namespace

std::optional<vintf_wishes> read_wishes(const vintf_arguments& given) {
  vintf_wishes wishes;
  wishes.era.release = given.era;
  const auto level = [&](std::string_view text) {
    auto read = portfit::read_matrix_level(text);
    return read && wishes.era.knows(*read) ? read : std::nullopt;
  };
  const char* const levels = wishes.era.release <= 14 ? "legacy, or 1 to 9" : "legacy, 1 to 8, 202404 or 202504";
  const auto number = [](std::string_view text) { return portfit::detail::read_version_part(text); };
  const auto release = [](std::string_view text) {
    return portfit::read_kernel_release(text.substr(0, text.find('-')));
  };
  const bool good =
      take("--level", given.level, wishes.level, level, levels) &&
      take("--kernel-level", given.kernel_level, wishes.kernel_level, level, levels) &&
      take("--kernel-version", given.kernel_release, wishes.release, release, "three numbers, as 4.14.180") &&
      take("--kernel-policy", given.kernel_policy, wishes.runtime.kernel_policy, number, "a number") &&
      take("--avb", given.verified_boot, wishes.runtime.verified_boot, portfit::read_hal_version, "as 1.0") &&
      take("--vbmeta", given.vbmeta, wishes.runtime.vbmeta, portfit::read_hal_version, "as 1.0");
  if (!good) return std::nullopt;
  heed_release(given.kernel_release, wishes);
  return wishes;
}

void heed_release(const std::string& release, vintf_wishes& wishes) {
  const portfit::matrix_level level = portfit::level_of_release(release);
  if (level.given() && !wishes.kernel_level) wishes.kernel_level = level;
  wishes.mainline = wishes.mainline || portfit::is_mainline_release(release);
}

portfit::combined_matrix matrix_for(std::span<const portfit::compatibility_matrix* const> matrices,
                                    const portfit::hal_manifest& manifest, const vintf_wishes& wishes) {
  if (matrices.size() == 1 && !wishes.level) return {*matrices.front(), {}};
  return portfit::combine_matrices(matrices, wishes.level.value_or(manifest.level),
                                   wishes.kernel_level.value_or(portfit::inferred_kernel_level(manifest)));
}

portfit::combined_matrix kernels_of(std::span<const portfit::compatibility_matrix* const> matrices,
                                    const vintf_wishes& wishes) {
  if (wishes.level) return matrix_for(matrices, unknown_device(wishes), wishes);
  portfit::combined_matrix result;
  for (const portfit::compatibility_matrix* const each : matrices) {
    if (each->sepolicy && !result.matrix.sepolicy) result.matrix.sepolicy = each->sepolicy;
    if (each->vbmeta && !result.matrix.vbmeta) result.matrix.vbmeta = each->vbmeta;
    for (const portfit::kernel_requirement& kernel : each->kernels)
      if (auto conflict = portfit::add_kernel(result.matrix, kernel); conflict && result.good())
        result.problem = each->file + ": " + *conflict;
  }
  return result;
}

portfit::matrix_level kernel_level(const vintf_wishes& wishes) {
  return wishes.kernel_level.value_or(portfit::inferred_kernel_level(unknown_device(wishes)));
}

std::optional<portfit::kernel_description> describe_kernel(const portfit::kernel_config& config,
                                                           const vintf_wishes& wishes) {
  const auto release = wishes.release ? wishes.release : config.release();
  if (release) return portfit::kernel_description{release, {}, config.options};
  usage_error("'" + config.file + "' does not say of which kernel it is; give --kernel-version");
  return std::nullopt;
}

}  // namespace planner
