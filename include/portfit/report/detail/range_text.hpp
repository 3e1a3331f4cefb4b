#pragma once

#include <portfit/quantity/estimate.hpp>
#include <portfit/report/number.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// Texts with a unit, as one: `2..4..9 pm`, `50..150..600 kUSD`; `500 USD..2 MUSD` where units differ. Equal neighbours are told
/// once.
[[nodiscard]] inline std::string joined_range(std::vector<std::string> texts) {
  std::vector<std::string> ends;
  for (std::string& each : texts)
    if (ends.empty() || ends.back() != each) ends.push_back(std::move(each));
  const auto unit_of = [](const std::string& text) {
    const std::size_t blank = text.find(' ');
    return blank == std::string::npos ? std::string_view{} : std::string_view(text).substr(blank);
  };
  const std::string unit(unit_of(ends.back()));
  std::string result;
  for (std::size_t index = 0; index < ends.size(); ++index) {
    std::string text = ends[index];
    if (index + 1 < ends.size() && (unit_of(text) == unit || text == "0" + unit)) text.erase(text.size() - unit.size());
    result += (index == 0 ? "" : "..") + text;
  }
  return result;
}

/// An estimate as catalogs write it; `words` tells a single number.
template <class Words>
[[nodiscard]] std::string estimate_text(const estimate& what, Words words) {
  if (what.is_exact()) return words(what.low);
  if (what.is_bare) return joined_range({words(what.low), words(what.high)});
  return joined_range({words(what.low), words(what.likely), words(what.high)});
}

/// Months as `3.5`, without a unit.
[[nodiscard]] inline std::string month_number(double months) { return without_zeros(fixed_text(months, 1)); }

}  // namespace portfit::detail
