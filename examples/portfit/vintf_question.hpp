#pragma once

#include "commands.hpp"
#include "vintf_files.hpp"

#include <portfit/vintf/check_compatibility.hpp>
#include <portfit/vintf/combine_matrices.hpp>

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace planner {

using matrix_list = std::vector<const portfit::compatibility_matrix*>;

/// What the options of the vintf command say, typed.
struct vintf_wishes {
  portfit::android_era era;
  std::optional<portfit::matrix_level> level;         ///< instead of the manifest's
  std::optional<portfit::matrix_level> kernel_level;  ///< instead of what the manifest says or lets infer
  std::optional<portfit::kernel_release> release;
  bool mainline = false;           ///< the kernel is one that is not judged
  portfit::runtime_facts runtime;  ///< without the kernel
};

/// Nothing, and standard error tells why, if some option says nothing that can be used.
[[nodiscard]] std::optional<vintf_wishes> read_wishes(const vintf_arguments& given);

/// Takes from a release what it tells beyond numbers: the level it was made for, unless one is asked for, and whether it is
/// judged.
void heed_release(const std::string& release, vintf_wishes& wishes);

/// The matrix a device meets: the only one as it is, unless a level is asked for; else all combined.
[[nodiscard]] portfit::combined_matrix matrix_for(std::span<const portfit::compatibility_matrix* const> matrices,
                                                  const portfit::hal_manifest& manifest, const vintf_wishes& wishes);

/// Matrices combined for a level are combined once.
class combined_matrices {
 public:
  explicit combined_matrices(const vintf_wishes& wishes) : wishes_(wishes) {}

  const portfit::combined_matrix& get(const matrix_list& matrices, const portfit::hal_manifest& manifest) {
    const auto [found, fresh] =
        known_.try_emplace({matrices, manifest.level, portfit::inferred_kernel_level(manifest)});
    if (fresh) found->second = matrix_for(matrices, manifest, wishes_);
    return found->second;
  }

 private:
  using key = std::tuple<matrix_list, portfit::matrix_level, portfit::matrix_level>;
  const vintf_wishes& wishes_;
  std::map<key, portfit::combined_matrix> known_;
};

/// What a kernel of an unknown device meets: the matrices combined for the level asked for; without one, all requirements on
/// kernels, whatever their level.
[[nodiscard]] portfit::combined_matrix kernels_of(std::span<const portfit::compatibility_matrix* const> matrices,
                                                  const vintf_wishes& wishes);

/// The level the kernel of an unknown device is taken to be made for.
[[nodiscard]] portfit::matrix_level kernel_level(const vintf_wishes& wishes);

/// The kernel a configuration is of, with the release asked for or the one it names; nothing, and standard error tells it, if
/// there is none.
[[nodiscard]] std::optional<portfit::kernel_description> describe_kernel(const portfit::kernel_config& config,
                                                                         const vintf_wishes& wishes);

/// The other forms of the command: a file of pairs, tables of frameworks by devices or kernels, a catalog of them.
[[nodiscard]] int run_vintf_pairs(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files);
[[nodiscard]] int run_vintf_table(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files);
[[nodiscard]] int run_vintf_catalog(const vintf_arguments& given, const vintf_wishes& wishes, vintf_files& files);

}  // namespace planner
