#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/android_facts.hpp>
#include <portfit/vintf/check_compatibility.hpp>
#include <portfit/vintf/combine_matrices.hpp>
#include <portfit/vintf/detail/match_hal.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// An Android framework that is to run on devices: its matrices, under an id.
struct android_framework {
  std::string id;
  std::vector<const compatibility_matrix*>
      matrices;  ///< one is met as it is; several are combined for each device's level
};

/// A device as its manifest and kernel tell.
struct android_device {
  std::string id;
  const hal_manifest* manifest = nullptr;
  const kernel_description* kernel = nullptr;  ///< null: not judged
};

namespace detail {

/// Writes what frameworks ask and devices serve as systems, devices, facts, musts and remedies.
class android_catalog_writer {
 public:
  explicit android_catalog_writer(android_era era) : era_(era) {}

  [[nodiscard]] document_result write(std::span<const android_framework> frameworks,
                                      std::span<const android_device> devices) {
    std::set<matrix_level> levels;
    for (const android_device& each : devices) levels.insert(each.manifest->level);
    for (const android_framework& each : frameworks) add_framework(each, devices, levels);
    for (const android_device& each : devices) add_device(each);
    result_.document.root = facts_.write(std::move(systems_), std::move(devices_), levels);
    return std::move(result_);
  }

 private:
  void add_framework(const android_framework& framework, std::span<const android_device> devices,
                     const std::set<matrix_level>& levels) {
    document_node& system = systems_.at(framework.id);
    system = document_node::map();
    document_node& musts = system.at("must");
    musts = document_node::map();
    for (const matrix_level level : levels) {
      const combined_matrix met = met_at(framework, level, {});
      if (!met.good()) return refuse(framework, met);
      const std::string when = levels.size() > 1 && framework.matrices.size() > 1 ? to_text(level) : std::string();
      add_hals(met.matrix, when, musts);
      add_policy(met.matrix, when, musts);
      add_kernels(framework, level, when, devices, musts);
      if (framework.matrices.size() == 1) break;
    }
    if (musts.members.empty()) std::erase_if(system.members, [](const auto& each) { return each.key == "must"; });
  }

  void refuse(const android_framework& framework, const combined_matrix& met) {
    result_.remarks.push_back({severity::error, "conflict", {framework.id, 0, 0}, met.problem, {}, {}});
  }

  [[nodiscard]] static combined_matrix met_at(const android_framework& framework, matrix_level level,
                                              matrix_level kernel) {
    if (framework.matrices.size() == 1) return {*framework.matrices.front(), {}};
    return combine_matrices(framework.matrices, level, kernel);
  }

  /// One must per required HAL: an alternative per range, in which all instances are served.
  void add_hals(const compatibility_matrix& matrix, const std::string& level, document_node& musts) {
    for (const auto& [name, hal] : matrix.hals) {
      if (hal.optional || !era_.requires_hals()) continue;
      document_node alternatives = document_node::list();
      for (const hal_version_range& range : hal.versions) {
        document_node all = document_node::list();
        if (hal.instances.empty()) all.items.push_back(document_node::scalar(facts_.version_fact(hal, range)));
        for (const required_instance& each : hal.instances)
          all.items.push_back(document_node::scalar(facts_.instance_fact(hal, range, each)));
        alternatives.items.push_back(joined("all_of", std::move(all)));
      }
      if (alternatives.items.empty()) alternatives.items.push_back(document_node::scalar(facts_.hopeless_fact(hal)));
      put(musts, name, level, joined("any_of", std::move(alternatives)));
    }
  }

  void add_policy(const compatibility_matrix& matrix, const std::string& level, document_node& musts) {
    document_node alternatives = document_node::list();
    if (matrix.sepolicy)
      for (const sepolicy_version_range& each : matrix.sepolicy->versions)
        alternatives.items.push_back(document_node::scalar(facts_.policy_fact(each)));
    if (alternatives.items.empty()) alternatives.items.push_back(document_node::scalar(facts_.no_policy_fact()));
    put(musts, "sepolicy", level, joined("any_of", std::move(alternatives)));
  }

  /// Of each kernel, what misses least; other kernels meet it as they are.
  void add_kernels(const android_framework& framework, matrix_level level, const std::string& level_text,
                   std::span<const android_device> devices, document_node& musts) {
    std::set<std::string> names;
    for (const android_device& each : devices) {
      if (each.kernel == nullptr || !each.kernel->release || (!level_text.empty() && each.manifest->level != level))
        continue;
      const matrix_level own = each.kernel->level.given() ? each.kernel->level : inferred_kernel_level(*each.manifest);
      const combined_matrix met = met_at(framework, level, own);
      if (!met.good()) return refuse(framework, met);
      for (const unmet_requirement& unmet : check_kernel(met.matrix.kernels, *each.kernel, own, era_).unmet) {
        const std::string fact = facts_.kernel_fact(unmet);
        facts_.wanting(each.id, fact);
        names.insert(fact);
      }
    }
    if (names.empty()) return;
    document_node all = document_node::list();
    for (const std::string& each : names) all.items.push_back(document_node::scalar(each));
    put(musts, "kernel", level_text, joined("all_of", std::move(all)));
  }

  void add_device(const android_device& device) {
    document_node& node = devices_.at(device.id);
    node = document_node::map();
    node.at("vendor") = document_node::scalar("maker");
    node.at("platform") = document_node::scalar("unknown");
    node.at("source") = document_node::scalar("manifests");
    facts_.tell(*device.manifest, device.id, node);
  }

  /// A list of one is that one.
  [[nodiscard]] static document_node joined(const char* how, document_node list) {
    if (list.items.size() == 1) return std::move(list.items.front());
    document_node result = document_node::map();
    result.at(how) = std::move(list);
    return result;
  }

  /// Names a must after what it asks, with a number where several ask it.
  void put(document_node& musts, const std::string& name, const std::string& level, document_node need) {
    const std::string base = plain_name(name) + (level.empty() ? "" : "_level_" + level);
    std::string unique = base;
    for (int number = 2; musts.find(unique) != nullptr; ++number) unique = base + '_' + std::to_string(number);
    document_node& must = musts.at(unique);
    if (level.empty()) {
      must = std::move(need);
      return;
    }
    must = document_node::map();
    must.at("need") = std::move(need);
    must.at("when") = document_node::scalar("made_for_level = " + level_word(level));
  }

  android_era era_;
  android_facts facts_;
  document_node systems_ = document_node::map();
  document_node devices_ = document_node::map();
  document_result result_;
};

}  // namespace detail

/// Writes Android's compatibility question as a catalog, so that every question of portfit can be put to it: frameworks are systems with
/// a must for each required HAL, the policy and the kernel; devices tell what they serve; serving, shipping and setting what is
/// missing are remedies, with efforts that are assumed (detail::android_efforts).
///
/// A pairing is ready exactly where `check_compatibility` (with the kernel, if given) finds nothing unmet. Of a kernel that may choose
/// among levels, the level that misses least is asked. What devices ask of frameworks is not written.
/// @pre Ids are unique over frameworks and devices and are letters, digits, _ and -.
/// Complexity: linear in what is asked, per level of the devices, and in what is served.
[[nodiscard]] inline document_result write_android_catalog(std::span<const android_framework> frameworks,
                                                           std::span<const android_device> devices,
                                                           android_era era = {}) {
  return detail::android_catalog_writer(era).write(frameworks, devices);
}

}  // namespace portfit
