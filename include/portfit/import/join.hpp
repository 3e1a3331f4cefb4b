#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/join_index.hpp>
#include <portfit/import/detail/join_reconciler.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// What made a device of one document the device of another, the strongest first.
enum class join_evidence {
  id,        ///< the same id
  codename,  ///< the same vendor, or one that builds for it, and the same code name
  alias,     ///< the same vendor, and the code name of one is an alias or a model number of the other
};

[[nodiscard]] inline std::string to_text(join_evidence evidence) {
  switch (evidence) {
    case join_evidence::id: return "id";
    case join_evidence::codename: return "codename";
    case join_evidence::alias: break;
  }
  return "alias";
}

/// A device that took the id of the same device elsewhere.
struct joined_device {
  std::string was;
  std::string is;
  join_evidence by = join_evidence::id;
};

struct join_result {
  std::vector<joined_device> joined;  ///< in the order of the document
  diagnostics remarks;                ///< notes
};

namespace detail {

/// Matches the devices of one document with those of others.
class device_joiner {
 public:
  device_joiner(document& added, std::span<const document> known, join_result& result)
      : added_(added), known_(known), result_(result) {}

  void run() {
    for (const document& told : known_) {
      const document_node* const devices = told.root.find("devices");
      if (devices == nullptr) continue;
      for (const auto& device : devices->members) names_[device.key].add(device.key, device.value);
    }
    document_node* const devices = added_.root.find("devices") == nullptr ? nullptr : &added_.root.at("devices");
    if (devices == nullptr) return;
    find_claims(*devices);
    for (const auto& [target, claims] : targets_) settle(target, claims);
    for (const auto& [index, target] : chosen_) {
      std::string& id = devices->members[index].key;
      result_.joined.push_back({id, target, claims_[index].by});
      id = target;
    }
    admit_doubt(*devices);
  }

 private:
  struct claim {
    std::set<std::string> candidates;
    join_evidence by = join_evidence::id;
  };

  void find_claims(const document_node& devices) {
    const join_index index(names_);
    for (const auto& device : devices.members) {
      device_names names;
      names.add(device.key, device.value);
      claim made;
      if (names_.contains(device.key)) {
        made = {{device.key}, join_evidence::id};
      } else if (auto same = index.same_codename(names); !same.empty()) {
        made = {std::move(same), join_evidence::codename};
      } else {
        made = {index.same_alias(names), join_evidence::alias};
      }
      if (made.candidates.empty()) doubt(device.key, index.same_name(names), "has the name of");
      if (made.candidates.size() == 1) targets_[*made.candidates.begin()].push_back(claims_.size());
      if (made.candidates.size() > 1) doubt(device.key, made.candidates, "could be");
      ids_.push_back(device.key);
      claims_.push_back(std::move(made));
    }
  }

  /// Of several devices that would be one, that with the strongest evidence is; of two such none.
  void settle(const std::string& target, const std::vector<std::size_t>& claims) {
    join_evidence best = join_evidence::alias;
    for (const std::size_t index : claims) best = (std::min)(best, claims_[index].by);
    std::vector<std::size_t> strongest;
    for (const std::size_t index : claims)
      if (claims_[index].by == best) strongest.push_back(index);
    if (strongest.size() == 1) {
      chosen_[strongest.front()] = target;
      return;
    }
    std::string names;
    for (const std::size_t index : strongest) names += (names.empty() ? "" : " and ") + ids_[index];
    tell(names + " could each be " + target + ": none is joined");
    doubtful_[target] = strongest.front();
  }

  /// Remembers that a device may be any of some others, and tells it.
  void doubt(const std::string& id, const std::set<std::string>& candidates, const std::string& how) {
    if (candidates.empty()) return;
    std::string names;
    for (const std::string& name : candidates) {
      names += (names.empty() ? "" : " or ") + name;
      doubtful_.emplace(name, claims_.size());
    }
    tell(id + ' ' + how + ' ' + names + ": it is not joined");
  }

  /// What the document says of all the world is not known of a device that may be one of its own.
  void admit_doubt(document_node& devices) {
    const document_node* const world = added_.root.find("world");
    if (world == nullptr) return;
    std::set<std::string> present;
    for (const auto& device : devices.members) present.insert(device.key);
    for (const auto& [id, index] : doubtful_) {
      if (present.contains(id)) continue;
      document_node device = document_node::map();
      for (const auto& fact : world->members)
        if (!is_stated(id, fact.key)) device.at(fact.key) = document_node::scalar("unknown");
      if (device.members.empty()) continue;
      device.at("note") = document_node::scalar("may be " + ids_[index] + " of the other catalog");
      if (const document_node* const source = devices.members[index].value.find("source"))
        device.at("source") = *source;
      devices.members.push_back({id, 0, 0, std::move(device)});
    }
  }

  [[nodiscard]] bool is_stated(const std::string& id, const std::string& fact) const {
    return std::any_of(known_.begin(), known_.end(), [&](const document& told) {
      const document_node* const devices = told.root.find("devices");
      const document_node* const device = devices == nullptr ? nullptr : devices->find(id);
      return device != nullptr && device->find(fact) != nullptr;
    });
  }

  void tell(std::string message) {
    result_.remarks.push_back({severity::note, "ambiguous_match", {added_.file, 0, 0}, std::move(message), "", ""});
  }

  document& added_;
  std::span<const document> known_;
  join_result& result_;
  std::map<std::string, device_names> names_;
  std::vector<std::string> ids_;  ///< of the added devices, as they were
  std::vector<claim> claims_;     ///< of each of them
  std::map<std::string, std::vector<std::size_t>> targets_;
  std::map<std::size_t, std::string> chosen_;
  std::map<std::string, std::size_t> doubtful_;  ///< devices elsewhere that may be the added one
};

}  // namespace detail

/// Gives the devices of a document the ids that the same devices have in documents already there, so that a catalog of all of them
/// knows each device once.
///
/// Two devices are the same if their ids are; else if a vendor (`vendor`, `built_by` or the first word of the id; lg is lge, moto
/// is motorola, odroid is hardkernel) and the code name are, whatever the case and `_` or `-`; else if the code name of one is among
/// the `aliases` or `models` of the other. A match that is not the only one is none, nor is the same `name`: a wrong one is worse.
/// It is told (`ambiguous_match`), and what the document says of the world (a register that is complete) becomes unknown for the
/// devices in doubt.
///
/// Of joined devices, and of vendors and platforms with one id: links and names that differ are left to the documents already
/// there, since in a catalog they must agree; a fact that these state as exactly or better is left out; a fact that they
/// contradict stays, and a note tells both values, their sources and which one counts (`sources_differ`). `aliases` are united.
///
/// @pre `added` names its devices nowhere but under `devices`. @post Needs the documents of `known` beside it.
/// Complexity: n log n in the number of devices, but for facts of one device, which are compared one by one.
/// @throws std::bad_alloc only.
[[nodiscard]] inline join_result join_entities(document& added, std::span<const document> known) {
  join_result result;
  detail::device_joiner(added, known, result).run();
  detail::join_reconciler(added, known, result.remarks).run();
  return result;
}

}  // namespace portfit
