#pragma once

#include <portfit/import/detail/platform_name.hpp>
#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// The parts of a name between its dashes.
inline std::vector<std::string> dashed(std::string_view name) { return split(name, '-'); }

/// A part in the style of `read_platform_name` if `word` names one: `msm8974pro` is msm8974, `mt6763v` is mt6763. Only words with
/// the letters of a known series count, as boards (`a52sxq`) and code names (`monet`) look alike. @param digits least count
inline std::string part_of_word(std::string_view word, std::size_t digits = 1) {
  static constexpr std::array<std::string_view, 24> series{
      "apq", "bl",  "cq",  "exynos", "gs", "imx", "ipq", "kirin", "mmp", "msm",   "mt",  "omap",
      "pxa", "qcm", "qcs", "qm",     "rk", "sc",  "sda", "sdm",   "sm",  "tegra", "ums", "wm"};
  const std::string part = folded(word);
  if (part.find_first_of("*?[") != std::string::npos) return {};
  if (part.starts_with("x1e") || part.starts_with("x1p")) return part;
  std::size_t letters = 0;
  while (letters < part.size() && is_letter(part[letters])) ++letters;
  std::size_t end = letters;
  while (end < part.size() && is_digit(part[end])) ++end;
  const std::string_view prefix = std::string_view(part).substr(0, letters);
  if (end - letters < digits || prefix.size() < 2) return {};
  if (std::find(series.begin(), series.end(), prefix) == series.end()) return {};
  if (prefix == "mt") return part.substr(0, end);
  return maker_of_part(part) == "Qualcomm" ? without_speed_grade(part) : part;
}

/// Amlogic's device trees are named by a line and mostly by a chip (`gxl-s905x`); without a chip the line counts (`meson-sm1`).
inline std::string amlogic_platform(const std::vector<std::string>& words) {
  if (words.size() < 2) return {};
  if (words.size() > 2 && (words[2].starts_with("s9") || words[2].starts_with("s8") || words[2].starts_with("a311")))
    return words[2];
  return "meson-" + words[1];
}

/// A device tree's name without folder, split into the platform and what names the board.
struct device_tree_name {
  std::string platform;            ///< empty: the name does not say
  std::vector<std::string> board;  ///< words; of a name whose platform is not known nothing
};

/// Reads `qcom/msm8916-samsung-a5u-eur`, `sun50i-a64-pinephone-1.2`, `ste-ux500-samsung-kyle`, `meson-gxl-s905x-p212`.
inline device_tree_name read_device_tree_name(std::string_view path) {
  auto words = dashed(path.substr(path.rfind('/') + 1));
  if (words.size() > 1 && words.front() == "qcom") words.erase(words.begin());
  device_tree_name result;
  std::size_t used = 1;
  const bool allwinner = words.front().starts_with("sun") && words.front().ends_with('i');
  if (words.front() == "meson") {
    result.platform = amlogic_platform(words);
    used = result.platform.starts_with("meson-") ? 2 : 3;
  } else if (words.size() > 1 && (allwinner || words.front() == "ste" || words.front() == "armada")) {
    result.platform = words.front() == "armada" ? "armada-" + words[1] : words[1];
    used = 2;
  } else {
    result.platform = part_of_word(words.front());
  }
  const auto usable = [](char each) { return is_digit(each) || each == '-' || (each >= 'a' && each <= 'z'); };
  if (!std::all_of(result.platform.begin(), result.platform.end(), usable)) result.platform.clear();
  if (!result.platform.empty())
    result.board.assign(words.begin() + static_cast<std::ptrdiff_t>((std::min)(used, words.size())), words.end());
  return result;
}

/// The platforms of all device trees named; a value may be a list.
inline std::set<std::string> platforms_of_trees(const std::vector<std::string>& trees) {
  std::set<std::string> found;
  for (const std::string& tree : trees)
    if (std::string platform = read_device_tree_name(tree).platform; !platform.empty()) found.insert(platform);
  return found;
}

/// The parts that names such as `soc-qcom-msm8916`, `soc-qcom-msm8916-rproc`, `linux-postmarketos-qcom-sdm845` end with; names
/// with something behind the part only count if no other name has one.
inline std::set<std::string> parts_of_packages(const std::vector<std::string>& packages) {
  std::set<std::string> last;
  std::set<std::string> inside;
  for (const std::string& package : packages) {
    const auto words = dashed(package);
    for (std::size_t index = 0; index < words.size(); ++index)
      if (const std::string part = part_of_word(words[index], 3); !part.empty())
        (index + 1 == words.size() ? last : inside).insert(part);
  }
  return last.empty() ? inside : last;
}

/// What tells the platform of a package, in the order in which it is believed.
///
/// @returns One id; empty if nothing tells it, or if the first source that speaks names several parts and no other one of them.
inline std::string choose_platform(const std::vector<std::set<std::string>>& sources) {
  std::set<std::string> candidates;
  for (const std::set<std::string>& source : sources) {
    if (candidates.empty()) {
      candidates = source;
    } else {
      std::set<std::string> both;
      std::set_intersection(candidates.begin(), candidates.end(), source.begin(), source.end(),
                            std::inserter(both, both.end()));
      if (!both.empty()) candidates = both;
    }
    if (candidates.size() == 1) return *candidates.begin();
  }
  return {};
}

}  // namespace portfit::detail
