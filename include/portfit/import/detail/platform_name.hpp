#pragma once

#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// What the name of a system on chip says: an id for the platform, and who makes it (id and name; may be empty).
struct platform_name {
  std::string id;
  std::string maker;
  std::string maker_name;
};

/// Letters followed by at least three digits name one part: `SDM845`, `MSM8974AC`, `GS101`, `OMAP4430`, `T210b01`.
inline bool is_part_number(std::string_view word) {
  std::size_t letters = 0;
  while (letters < word.size() && is_letter(word[letters])) ++letters;
  std::size_t digits = letters;
  while (digits < word.size() && is_digit(word[digits])) ++digits;
  return letters > 0 && digits - letters >= 3;
}

/// A Qualcomm part without its speed grade or revision: MSM8974AC is the silicon (and the kernel work) of MSM8974, SM8250-AC
/// that of SM8250. MSM8260A and such stay: there the letter is another chip. So does MSM8960T, a name under which two different
/// chips were sold.
inline std::string without_speed_grade(std::string part) {
  part = part.substr(0, part.find('-'));
  if (part == "msm8960t") return part;
  for (const std::string_view grade : {"pro", "ab", "ac", "dt", "v2", "t"})
    if (part.size() > grade.size() + 3 && part.ends_with(grade)) return part.substr(0, part.size() - grade.size());
  return part;
}

/// The chip maker a part number speaks of, where no maker is named; may be empty.
inline std::string_view maker_of_part(std::string_view part) {
  std::size_t letters = 0;
  while (letters < part.size() && is_letter(part[letters])) ++letters;
  const std::string_view prefix = part.substr(0, letters);
  for (const std::string_view qualcomm : {"msm", "apq", "sdm", "sm", "qcm", "qcs", "snapdragon"})
    if (prefix == qualcomm) return "Qualcomm";
  if (prefix == "mt" || prefix == "helio" || prefix == "dimensity") return "MediaTek";
  if (prefix == "exynos") return "Samsung";
  if (prefix == "kirin") return "HiSilicon";
  if (prefix == "omap") return "TI";
  if (prefix == "tegra") return "NVIDIA";
  if (prefix == "rk") return "Rockchip";
  return {};
}

inline bool is_chip_maker(std::string_view folded_word) {
  static constexpr std::string_view makers[] = {
      "qualcomm",   "mediatek", "samsung",   "google", "hisilicon", "intel", "nvidia", "amlogic",  "ti",    "unisoc",
      "spreadtrum", "rockchip", "allwinner", "nxp",    "amd",       "apple", "baikal", "broadcom", "huawei"};
  return std::find(std::begin(makers), std::end(makers), folded_word) != std::end(makers);
}

/// The id of what is left of a name without its maker: the part number if there is one, else its words (`helio-g85`), a bare
/// number joined to the word before it (`exynos9810`).
inline std::string platform_id(const std::vector<std::string>& words, std::string_view maker) {
  for (const std::string& word : words) {
    if (!is_part_number(word)) continue;
    const std::string part = folded(word);
    if (maker == "nvidia" && part.front() == 't' && is_digit(part[1])) return "tegra" + part.substr(1);
    const bool qualcomm = maker == "qualcomm" || maker_of_part(part) == "Qualcomm";
    return identifier(qualcomm ? without_speed_grade(part) : part, '-');
  }
  std::string id;
  for (const std::string& word : words) {
    const std::string next = identifier(word, '-');
    if (!id.empty() && !next.empty() && !(std::all_of(next.begin(), next.end(), is_digit) && is_letter(id.back())))
      id += '-';
    id += next;
  }
  return id;
}

/// Understands `Qualcomm SDM845 Snapdragon 845`, `NVIDIA Tegra X1 (T210)`, `Helio P35 (MT6765)`, `mt6765`.
inline platform_name read_platform_name(std::string_view text) {
  std::string plain = folded(text);
  std::replace_if(
      plain.begin(), plain.end(),
      [](char letter) { return letter == '(' || letter == ')' || letter == '/' || letter == ','; }, ' ');
  std::vector<std::string> words;
  for (std::string& word : split(plain, ' '))
    if (!word.empty()) words.push_back(std::move(word));
  platform_name result;
  if (words.size() > 1 && is_chip_maker(words.front())) {
    result.maker = words.front();
    const std::string_view name = trimmed(text);
    result.maker_name = result.maker == "mediatek" ? "MediaTek" : std::string(name.substr(0, words.front().size()));
    words.erase(words.begin());
  }
  result.id = platform_id(words, result.maker);
  if (result.maker.empty()) {
    result.maker_name = maker_of_part(result.id);
    result.maker = folded(result.maker_name);
  }
  return result;
}

}  // namespace portfit::detail
