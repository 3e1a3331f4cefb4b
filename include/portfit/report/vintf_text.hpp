#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/table.hpp>
#include <portfit/version.hpp>
#include <portfit/vintf/android_era.hpp>
#include <portfit/vintf/find_unused.hpp>
#include <portfit/vintf/unmet_requirement.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

namespace portfit {

/// One of the questions a compatibility report answers.
struct vintf_part {
  std::string title;                  ///< what is held against what
  compatibility_result result;        ///< of a check
  std::vector<found_instance> found;  ///< of a search for what is deprecated or unused
  [[nodiscard]] bool fine() const { return result.compatible() && found.empty(); }
};

/// What two halves of a device make of each other.
struct vintf_report {
  android_era era;
  std::uint64_t inputs = 0;  ///< hash of all inputs
  std::vector<vintf_part> parts;
  std::vector<std::string> unchecked;  ///< what is asked too, but could not be judged
  std::string good_word = "COMPATIBLE";
  std::string bad_word = "INCOMPATIBLE";

  [[nodiscard]] bool fine() const {
    return std::all_of(parts.begin(), parts.end(), [](const vintf_part& each) { return each.fine(); });
  }
  /// All changes, each once, in the order of parts.
  [[nodiscard]] std::vector<compatibility_change> changes() const {
    std::vector<compatibility_change> all;
    for (const vintf_part& part : parts)
      for (const compatibility_change& each : part.result.changes)
        if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(each);
    return all;
  }
  /// Requirements that are not met, and instances that were found.
  [[nodiscard]] std::size_t findings() const {
    std::size_t count = 0;
    for (const vintf_part& part : parts) count += part.result.unmet.size() + part.found.size();
    return count;
  }
};

namespace detail {

[[nodiscard]] inline std::string plain_kind(requirement_kind kind) {
  switch (kind) {
    case requirement_kind::side: return "sides";
    case requirement_kind::hal: return "HAL";
    case requirement_kind::vendor_ndk: return "vendor NDK";
    case requirement_kind::system_sdk: return "system SDK";
    case requirement_kind::sepolicy: return "sepolicy version";
    case requirement_kind::kernel_policy: return "kernel's policy version";
    case requirement_kind::kernel_release: return "kernel";
    case requirement_kind::kernel_level: return "kernel's level";
    case requirement_kind::kernel_option: return "kernel option";
    case requirement_kind::verified_boot: break;
  }
  return "verified boot";
}

[[nodiscard]] inline std::string source_text(const position& where) {
  if (where.file.empty()) return {};
  return " (" + where.file + (where.line > 0 ? ':' + std::to_string(where.line) : "") + ')';
}

inline void write_line(std::ostream& out, const std::string& text, std::size_t indent) {
  out << wrap_text(one_line(text), indent + 2) << '\n';
}

inline void write_part(std::ostream& out, const vintf_part& part) {
  out << '\n';
  write_line(out, part.title + (part.fine() ? ": nothing found wanting" : ""), 0);
  for (const unmet_requirement& each : part.result.unmet) {
    const std::string name = each.name.empty() ? "" : ' ' + each.name;
    write_line(out, "  " + plain_kind(each.kind) + name + source_text(each.where), 2);
    write_line(out, "    required: " + each.required, 4);
    write_line(out, "    provided: " + each.provided, 4);
  }
  for (const found_instance& each : part.found)
    write_line(out, "  " + each.hal + ' ' + to_text(each.instance) + ": " + each.reason + source_text(each.where), 2);
}

}  // namespace detail

namespace detail {

inline void write_changes(std::ostream& out, const std::vector<compatibility_change>& changes) {
  if (changes.empty()) return;
  out << "\nThe fewest changes:\n";
  for (std::size_t index = 0; index < changes.size(); ++index)
    write_line(out, "  " + std::to_string(index + 1) + ". " + changes[index].text, 4);
}

inline void write_unchecked(std::ostream& out, const std::vector<std::string>& unchecked) {
  if (unchecked.empty()) return;
  std::string text;
  for (const std::string& each : unchecked) text += (text.empty() ? "" : ", ") + each;
  out << '\n';
  write_line(out, "Asked too, but not given and so not checked: " + text, 0);
}

}  // namespace detail

/// Writes the verdict, every unmet requirement with what is required and what is provided, the fewest changes, and what was not
/// checked.
inline void write_text(std::ostream& out, const vintf_report& report) {
  out << "portfit " << library_version() << ", rules of Android " << report.era.release << ", inputs "
      << fingerprint_text(report.inputs) << '\n';
  const auto count = [](std::size_t number, const std::string& what) {
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
  };
  const std::vector<compatibility_change> changes = report.changes();
  out << (report.fine() ? report.good_word : report.bad_word);
  if (!report.fine() && changes.empty()) out << ": " << count(report.findings(), "finding");
  if (!changes.empty())
    out << ": " << count(report.findings(), "unmet requirement") << ", " << count(changes.size(), "change")
        << " would meet " << (report.findings() == 1 ? "it" : "them");
  out << '\n';
  for (const vintf_part& part : report.parts) detail::write_part(out, part);
  detail::write_changes(out, changes);
  detail::write_unchecked(out, report.unchecked);
}

}  // namespace portfit
