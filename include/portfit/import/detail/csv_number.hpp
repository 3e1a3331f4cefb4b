#pragma once

#include <portfit/import/detail/text.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit::detail {

/// A number as people write it in a sheet: its plain spelling (`9900`, `7.9`) and what is doubtful about it.
struct written_number {
  std::string digits;
  bool ambiguous = false;  ///< `9,900`: nine thousand or nine point nine
};

/// Takes a number from the start of `text`: groups of three divided by blanks or apostrophes, a decimal comma or point, or both
/// signs where one divides thousands (`1,299.50`, `1.299,50`).
///
/// A single comma before exactly three digits is ambiguous, and so is a single point if `money`, which has no thousandths.
inline std::optional<written_number> take_written_number(std::string_view& text, bool money) {
  std::string whole;  // digits with , and . kept, blanks and apostrophes between groups dropped
  std::size_t place = 0;
  while (place < text.size()) {
    if (is_digit(text[place])) {
      whole += text[place++];
      continue;
    }
    const char sign = text[place];
    const bool digit_follows = place > 0 && place + 1 < text.size() && is_digit(text[place + 1]);
    if (!digit_follows || (sign != ',' && sign != '.' && sign != ' ' && sign != '\'')) break;
    if (sign == ',' || sign == '.') {
      whole += sign;
    } else {
      // Only a group of exactly three digits continues a number.
      std::size_t group = place + 1;
      while (group < text.size() && is_digit(text[group])) ++group;
      if (group - place != 4) break;
    }
    ++place;
  }
  if (whole.empty()) return std::nullopt;
  text.remove_prefix(place);

  const auto last = whole.find_last_of(".,");
  if (last == std::string::npos) return written_number{whole, false};
  const bool repeated = std::count(whole.begin(), whole.end(), whole[last]) > 1;
  const bool both = whole.find(',') != std::string::npos && whole.find('.') != std::string::npos;
  const bool three = whole.size() - last == 4 && last <= 3 && whole[0] != '0';
  std::string digits;
  for (std::size_t index = 0; index < whole.size(); ++index)
    if (is_digit(whole[index]))
      digits += whole[index];
    else if (index == last && !repeated)
      digits += '.';
  return written_number{digits, three && !both && !repeated && (whole[last] == ',' || money)};
}

/// The unit that a word means in a sheet, by its name in `find_unit`; empty: none that we know.
inline std::string_view unit_of_word(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {{"b", "B"},
                                                                            {"kb", "kB"},
                                                                            {"mb", "MB"},
                                                                            {"gb", "GB"},
                                                                            {"tb", "TB"},
                                                                            {"gbyte", "GB"},
                                                                            {"kib", "KiB"},
                                                                            {"mib", "MiB"},
                                                                            {"gib", "GiB"},
                                                                            {"tib", "TiB"},
                                                                            {"кб", "kB"},
                                                                            {"мб", "MB"},
                                                                            {"гб", "GB"},
                                                                            {"тб", "TB"},
                                                                            {"гбайт", "GB"},
                                                                            {"mah", "mAh"},
                                                                            {"ah", "Ah"},
                                                                            {"мач", "mAh"},
                                                                            {"ма·ч", "mAh"},
                                                                            {"ма*ч", "mAh"},
                                                                            {"ач", "Ah"},
                                                                            {"\"", "inch"},
                                                                            {"″", "inch"},
                                                                            {"”", "inch"},
                                                                            {"''", "inch"},
                                                                            {"in", "inch"},
                                                                            {"inch", "inch"},
                                                                            {"inches", "inch"},
                                                                            {"дюйм", "inch"},
                                                                            {"дюйма", "inch"},
                                                                            {"дюймов", "inch"},
                                                                            {"mp", "MP"},
                                                                            {"mpx", "MP"},
                                                                            {"mpix", "MP"},
                                                                            {"мп", "MP"},
                                                                            {"мпикс", "MP"},
                                                                            {"мпкс", "MP"},
                                                                            {"mm", "mm"},
                                                                            {"cm", "cm"},
                                                                            {"мм", "mm"},
                                                                            {"см", "cm"},
                                                                            {"g", "g"},
                                                                            {"kg", "kg"},
                                                                            {"г", "g"},
                                                                            {"гр", "g"},
                                                                            {"кг", "kg"},
                                                                            {"mhz", "MHz"},
                                                                            {"ghz", "GHz"},
                                                                            {"мгц", "MHz"},
                                                                            {"ггц", "GHz"},
                                                                            {"%", "percent"},
                                                                            {"percent", "percent"},
                                                                            {"процентов", "percent"},
                                                                            {"pcs", "number"},
                                                                            {"шт", "number"},
                                                                            {"day", "days"},
                                                                            {"days", "days"},
                                                                            {"week", "weeks"},
                                                                            {"weeks", "weeks"},
                                                                            {"month", "months"},
                                                                            {"months", "months"},
                                                                            {"year", "years"},
                                                                            {"years", "years"},
                                                                            {"дней", "days"},
                                                                            {"недель", "weeks"},
                                                                            {"мес", "months"},
                                                                            {"месяцев", "months"},
                                                                            {"год", "years"},
                                                                            {"года", "years"},
                                                                            {"лет", "years"},
                                                                            {"w", "W"},
                                                                            {"v", "V"},
                                                                            {"wh", "Wh"},
                                                                            {"вт", "W"},
                                                                            {"в", "V"}};
  while (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (const auto& [written, unit] : words)
    if (written == word) return unit;
  return {};
}

/// The currency that a folded word means: its three letters; empty: none that we know.
inline std::string currency_of_word(std::string_view word) {
  static constexpr std::pair<std::string_view, std::string_view> words[] = {
      {"₽", "RUB"},   {"руб", "RUB"},   {"р", "RUB"},  {"рублей", "RUB"}, {"rur", "RUB"}, {"$", "USD"},
      {"us$", "USD"}, {"долл", "USD"},  {"€", "EUR"},  {"евро", "EUR"},   {"£", "GBP"},   {"cn¥", "CNY"},
      {"rmb", "CNY"}, {"юаней", "CNY"}, {"元", "CNY"}, {"₹", "INR"},      {"rs", "INR"},  {"₫", "VND"},
      {"₸", "KZT"},   {"₺", "TRY"},     {"₩", "KRW"}};
  static constexpr std::string_view codes[] = {"rub", "usd", "eur", "gbp", "cny", "inr", "vnd", "jpy",
                                               "krw", "twd", "chf", "try", "brl", "kzt", "byn", "pln",
                                               "czk", "sek", "nok", "dkk", "aed", "ils"};
  while (!word.empty() && word.back() == '.') word.remove_suffix(1);
  for (const auto& [written, currency] : words)
    if (written == word) return std::string(currency);
  for (const std::string_view code : codes) {
    if (code != word) continue;
    std::string upper;
    for (const char letter : code) upper += static_cast<char>(letter - 32);
    return upper;
  }
  return {};
}

/// How many a word for thousands or millions stands for; 1: no such word.
inline double multiplier_of_word(std::string_view word) {
  while (!word.empty() && word.back() == '.') word.remove_suffix(1);
  if (word == "k" || word == "тыс") return 1e3;
  if (word == "m" || word == "mn" || word == "million" || word == "млн") return 1e6;
  return word == "bn" || word == "billion" || word == "млрд" ? 1e9 : 1;
}

}  // namespace portfit::detail
