#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/android_facts.hpp>
#include <portfit/vintf/check_compatibility.hpp>
#include <portfit/vintf/combine_matrices.hpp>
#include <portfit/vintf/detail/match_hal.hpp>
#include <portfit/vintf/merge_manifests.hpp>

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
  /// One is met as it is; several are combined for each device's level.
  std::vector<const compatibility_matrix*> matrices;
  const hal_manifest* manifest = nullptr;  ///< what it serves; null: nothing that a device asks for
};

/// A device as its manifest and kernel tell.
struct android_device {
  std::string id;
  const hal_manifest* manifest = nullptr;
  const kernel_description* kernel = nullptr;    ///< null: not judged
  const compatibility_matrix* matrix = nullptr;  ///< what it asks of frameworks; null: nothing
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
    for (const android_framework& framework : frameworks)
      for (const android_device& device : devices) add_port(framework, device);
    write_root(levels);
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
      add_hals(met.matrix, when, facts_, musts);
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
  void add_hals(const compatibility_matrix& matrix, const std::string& level, android_facts& facts,
                document_node& musts) {
    for (const auto& [name, hal] : matrix.hals) {
      if (hal.optional || !era_.requires_hals()) continue;
      document_node alternatives = document_node::list();
      for (const hal_version_range& range : hal.versions) {
        document_node all = document_node::list();
        if (hal.instances.empty()) all.items.push_back(document_node::scalar(facts.version_fact(hal, range)));
        for (const required_instance& each : hal.instances)
          all.items.push_back(document_node::scalar(facts.instance_fact(hal, range, each)));
        alternatives.items.push_back(joined("all_of", std::move(all)));
      }
      if (alternatives.items.empty()) alternatives.items.push_back(document_node::scalar(facts.hopeless_fact(hal)));
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
    facts_.tell_device(*device.manifest, device.id, node);
    if (device.matrix == nullptr) return;
    document_node musts = document_node::map();
    add_hals(*device.matrix, {}, framework_facts_, musts);
    add_parts(*device.matrix, musts);
    if (!musts.members.empty()) node.at("must") = std::move(musts);
  }

  /// The development kit and the SDKs that a device asks for.
  void add_parts(const compatibility_matrix& matrix, document_node& musts) {
    document_node all = document_node::list();
    const auto ask = [&](const std::string& part) {
      all.items.push_back(document_node::scalar(framework_facts_.part_fact(part)));
    };
    if (!matrix.ndk.version.empty()) ask(android_facts::ndk_part(matrix.ndk.version));
    if (!matrix.ndk.version.empty())
      for (const std::string& each : matrix.ndk.libraries) ask(android_facts::ndk_part(matrix.ndk.version, each));
    for (const std::string& each : matrix.system_sdks) ask(android_facts::sdk_part(each));
    if (!all.items.empty()) put(musts, "development kits", {}, joined("all_of", std::move(all)));
  }

  /// What a framework serves to a device of its level, of what devices ask for.
  void add_port(const android_framework& framework, const android_device& device) {
    if (framework.manifest == nullptr || device.matrix == nullptr) return;
    hal_manifest served = *framework.manifest;
    keep_hals_for(served, device.manifest->level, era_);
    document_node told = document_node::map();
    framework_facts_.tell_served(served, told);
    if (told.members.empty()) return;
    told.at("source") = document_node::scalar("manifests");
    ports_.at(framework.id + '/' + device.id) = std::move(told);
  }

  void write_root(const std::set<matrix_level>& levels) {
    document_node& root = result_.document.root;
    root.at("portfit") = document_node::scalar("1");
    document_node& sources = root.at("sources");
    add_source(sources.at("manifests"), "manifests and kernel configurations", "A");
    add_source(sources.at("assumed"), "efforts assumed by portfit", "assumed");
    document_node words = document_node::list();
    for (const matrix_level each : levels) words.items.push_back(document_node::scalar(level_word(to_text(each))));
    root.at("facts").at("made_for_level").at("type") = std::move(words);
    document_node remedies = document_node::map();
    for (const android_facts* const each : {&facts_, &framework_facts_}) {
      each->declare(root.at("facts"));
      each->add_remedies(remedies);
    }
    root.at("vendors").at("maker").at("name") = document_node::scalar("makers of the devices");
    root.at("devices") = std::move(devices_);
    root.at("systems") = std::move(systems_);
    if (!ports_.members.empty()) root.at("ports") = std::move(ports_);
    if (!remedies.members.empty()) root.at("remedies") = std::move(remedies);
  }

  static void add_source(document_node& into, const char* title, const char* confidence) {
    into.at("title") = document_node::scalar(title);
    into.at("confidence") = document_node::scalar(confidence);
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
  std::set<std::string> taken_{"made_for_level"};
  android_facts facts_{taken_, ""};
  android_facts framework_facts_{taken_, "framework_"};
  document_node systems_ = document_node::map();
  document_node devices_ = document_node::map();
  document_node ports_ = document_node::map();
  document_result result_;
};

}  // namespace detail

/// Writes Android's compatibility question as a catalog, so that every question of portfit can be put to it: frameworks are
/// systems with a must for each required HAL, the policy and the kernel; devices tell what they serve, and have musts of
/// their own for what their matrices ask of frameworks; serving, shipping and setting what is missing are remedies, with
/// efforts that are assumed (detail::android_efforts).
///
/// A pairing is ready exactly where `check_compatibility` (with the kernel, if given) finds nothing unmet. Of a kernel that
/// may choose among levels, the level that misses least is asked. Changing a matrix is no remedy: what only that would mend
/// is blocked.
/// @pre Ids are unique over frameworks and devices and are letters, digits, _ and -.
/// Complexity: linear in what is asked, per level of the devices, and in what is served.
[[nodiscard]] inline document_result write_android_catalog(std::span<const android_framework> frameworks,
                                                           std::span<const android_device> devices,
                                                           android_era era = {}) {
  return detail::android_catalog_writer(era).write(frameworks, devices);
}

}  // namespace portfit
