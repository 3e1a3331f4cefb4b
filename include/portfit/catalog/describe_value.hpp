#pragma once

#include <portfit/catalog/fact.hpp>
#include <portfit/catalog/vocabulary.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>

namespace portfit {

/// A number in as few digits as its six leading ones need: `4`, `0.85`, `1.25e+07` never (plain digits only).
[[nodiscard]] inline std::string describe_number(double number) {
  char digits[64];
  const double size = std::fabs(number);
  int decimals = 0;
  for (double unit = 1e5; decimals < 6 && size < unit && unit > 1e-7; unit /= 10) ++decimals;
  const auto end =
      std::to_chars(std::begin(digits), std::end(digits), number, std::chars_format::fixed, size >= 1e5 ? 0 : decimals)
          .ptr;
  std::string text(digits, end);
  if (text.find('.') == std::string::npos) return text == "-0" ? "0" : text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

/// Money as a catalog would write it: `9900 RUB`, `350 kUSD`, `1.25 MUSD`.
[[nodiscard]] inline std::string describe_money(double amount, const std::string& currency) {
  const double size = std::fabs(amount);
  if (size >= 1e6) return describe_number(amount / 1e6) + " M" + currency;
  if (size >= 1e4) return describe_number(amount / 1e3) + " k" + currency;
  return describe_number(amount) + " " + currency;
}

/// A value in the catalog's own words: `yes`, `4 GiB`, `350 kUSD`, `70 %`, `2023-11-05`, `photo`.
[[nodiscard]] inline std::string describe_value(const fact_declaration& declared, const fact_value& what,
                                                const std::string& currency) {
  if (const auto* word = std::get_if<std::string>(&what)) return *word;
  if (const auto* words = std::get_if<std::set<std::string>>(&what)) {
    std::string text;
    for (const std::string& each : *words) text += (text.empty() ? "" : ", ") + each;
    return text.empty() ? "none" : text;
  }
  const double number = std::get<double>(what);
  switch (declared.type) {
    case fact_type::yes_no: return number > 0 ? "yes" : "no";
    case fact_type::money: return describe_money(number, currency);
    case fact_type::version: return to_text(version_number::from_rank(number));
    case fact_type::date: return to_text(date::from_days(static_cast<std::int64_t>(number)));
    case fact_type::ordered_words: {
      const auto place = static_cast<std::size_t>(number);
      return place < declared.words.size() ? declared.words[place] : describe_number(number);
    }
    default: break;
  }
  if (declared.unit == "percent") return describe_number(number * 100) + " %";
  if (declared.unit.empty() || declared.unit == "number") return describe_number(number);
  return describe_number(number) + " " + declared.unit;
}

/// What is believed of an unknown value: `30 % yes`, `between 2 and 4 GiB`, `photo 30 %, none 70 %`; empty for nothing.
[[nodiscard]] inline std::string describe_belief(const fact_declaration& declared, const distribution& belief,
                                                 const std::string& currency) {
  const auto at = [&](double number) { return describe_value(declared, number, currency); };
  switch (belief.is) {
    case distribution::form::none: break;
    case distribution::form::chance: return describe_number(belief.chance * 100) + " % yes";
    case distribution::form::range: return "between " + at(belief.low) + " and " + at(belief.high);
    case distribution::form::triangular:
      return "between " + at(belief.low) + " and " + at(belief.high) + ", likely " + at(belief.likely);
    case distribution::form::weights: {
      std::string text;
      for (const auto& [word, weight] : belief.weights)
        text += (text.empty() ? "" : ", ") + word + " " + describe_number(weight * 100) + " %";
      return text;
    }
  }
  return {};
}

}  // namespace portfit
