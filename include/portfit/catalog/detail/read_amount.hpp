#pragma once

#include <portfit/catalog/detail/read_context.hpp>
#include <portfit/catalog/unit.hpp>
#include <portfit/quantity/estimate.hpp>
#include <portfit/quantity/twelve_digits.hpp>

#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace portfit::detail {

/// What an amount is to be held in: a unit, or the catalog's currency.
struct measure {
  bool is_money = false;
  unit in{"number", dimension::number, 1, 1};
};

inline constexpr measure measure_money{true, {}};
inline constexpr measure measure_effort{false, {"pm", dimension::effort, 1, 1}};
inline constexpr measure measure_months{false, {"months", dimension::time, 1, 1}};
/// Shares are written in percent and held as fractions.
inline constexpr measure measure_share{false, {"percent", dimension::share, 1, 1}};
inline constexpr measure measure_number{};

/// The measure of facts declared in this unit.
[[nodiscard]] inline measure measure_of(const unit& declared) {
  return declared.measures == dimension::share ? measure_share : measure{false, declared};
}

/// What is expected where an amount of this measure stands.
[[nodiscard]] inline std::string expected_amount(const read_context& context, const measure& wanted) {
  if (wanted.is_money) return "money, as in 100 " + context.into.currency;
  switch (wanted.in.measures) {
    case dimension::number: return "a number without a unit";
    case dimension::share: return "a share in percent, as in 70%";
    case dimension::effort: return "an effort, as in 3 pm";
    default: break;
  }
  return "an amount of " + to_text(wanted.in.measures) + ", as in 2 " + std::string(wanted.in.name);
}

/// A number and the unit written behind it.
struct number_and_unit {
  double number = 0;
  located_text unit;
};

/// Splits `4 GiB` into number and unit; nothing if there is no number (in decimal digits, of finite size).
[[nodiscard]] inline std::optional<number_and_unit> split_number(const located_text& text) {
  const std::string_view all = text.text;
  std::size_t start = !all.empty() && all.front() == '+' ? 1 : 0;
  const std::size_t digit = start == 0 && !all.empty() && all.front() == '-' ? 1 : start;
  if (digit >= all.size() || all[digit] < '0' || all[digit] > '9') return std::nullopt;
  number_and_unit result;
  const auto [end, problem] = std::from_chars(all.data() + start, all.data() + all.size(), result.number);
  if (problem != std::errc{}) return std::nullopt;
  result.unit = text.part(static_cast<std::size_t>(end - all.data())).trimmed();
  return result;
}

/// Splits at `..`: one part, two (a range) or three (low..likely..high); blanks around the parts are dropped.
[[nodiscard]] inline std::vector<located_text> split_range(const located_text& text) {
  std::vector<located_text> parts;
  std::size_t start = 0;
  while (true) {
    const std::size_t dots = text.text.find("..", start);
    if (dots == std::string_view::npos) break;
    parts.push_back(text.part(start, dots - start).trimmed());
    start = dots + 2;
  }
  parts.push_back(text.part(start).trimmed());
  return parts;
}

/// The currency and the factor before it: `kUSD`, `MUSD`, `bnUSD` (also `BUSD`), `USD`.
struct currency_text {
  double factor = 1;
  std::string_view code;
};
[[nodiscard]] inline std::optional<currency_text> split_currency(std::string_view text) {
  struct prefix {
    std::string_view text;
    double factor;
  };
  for (const prefix& before : {prefix{"", 1}, {"k", 1e3}, {"M", 1e6}, {"bn", 1e9}, {"B", 1e9}}) {
    if (text.size() != before.text.size() + 3 || text.substr(0, before.text.size()) != before.text) continue;
    const std::string_view code = text.substr(before.text.size());
    if (is_country_code(code.substr(0, 2)) && is_country_code(code.substr(1, 2)))
      return currency_text{before.factor, code};
  }
  return std::nullopt;
}

inline std::optional<double> convert_money(read_context& context, double number, const located_text& unit_text) {
  const auto currency = split_currency(unit_text.text);
  if (!currency) {
    context.error(unit_text.where(), "wrong_unit", "'" + std::string(unit_text.text) + "' is no currency",
                  expected_amount(context, measure_money));
    return std::nullopt;
  }
  if (currency->code == context.into.currency) return twelve_digits(number * currency->factor);
  const auto rate = context.into.rates.find(std::string(currency->code));
  if (rate != context.into.rates.end()) return twelve_digits(number * currency->factor * rate->second);
  context.error(unit_text.where(), "missing_rate", "there is no rate for " + std::string(currency->code),
                "rates: {" + std::string(currency->code) + ": its value in " + context.into.currency + "}",
                nearest_name(currency->code, context.into.rates));
  return std::nullopt;
}

inline std::optional<double> convert_quantity(read_context& context, double number, const located_text& unit_text,
                                              const measure& wanted) {
  const auto given = find_unit(unit_text.text);
  if (!given) {
    std::vector<std::string_view> known;
    for (const unit& candidate : units)
      if (candidate.measures == wanted.in.measures) known.push_back(candidate.name);
    const auto currency = split_currency(unit_text.text);
    const bool is_known = currency && (currency->code == context.into.currency ||
                                       context.into.rates.count(std::string(currency->code)) > 0);
    context.error(unit_text.where(), "wrong_unit",
                  "'" + std::string(unit_text.text) + (is_known ? "' is a currency" : "' is no unit known here"),
                  expected_amount(context, wanted), nearest_name(unit_text.text, known));
    return std::nullopt;
  }
  const auto converted = convert(number, *given, wanted.in);
  if (!converted)
    context.error(unit_text.where(), "wrong_unit",
                  "'" + std::string(unit_text.text) + "' measures " + to_text(given->measures) + ", not " +
                      to_text(wanted.in.measures),
                  expected_amount(context, wanted));
  return converted ? std::optional(twelve_digits(*converted)) : std::nullopt;
}

/// An estimate and how it was written.
struct amount_text {
  estimate is;
  std::size_t ends = 1;  ///< 1 exact, 2 a bare range, 3 low..likely..high
};

inline void no_number(read_context& context, const located_text& text, const measure& wanted) {
  context.error(text.where(), "wrong_type", "'" + std::string(text.text) + "' is no number",
                expected_amount(context, wanted));
}

/// Reads one end of an amount; where it has no unit it takes `last_unit`.
inline std::optional<double> read_end(read_context& context, const located_text& end, const located_text& last_unit,
                                      const measure& wanted) {
  const auto split = split_number(end);
  if (!split) {
    no_number(context, end, wanted);
    return std::nullopt;
  }
  const located_text& given = split->unit.empty() ? last_unit : split->unit;
  if (given.empty()) {
    if (!wanted.is_money && wanted.in.measures == dimension::number) return split->number;
    context.error(end.where(), "missing_unit", "'" + std::string(end.text) + "' has no unit",
                  expected_amount(context, wanted));
    return std::nullopt;
  }
  return wanted.is_money ? convert_money(context, split->number, given)
                         : convert_quantity(context, split->number, given, wanted);
}

/// Reads `4 GiB`, `7500..9000 RUB`, `0.5..1..3 pm`: the unit at the end counts for ends without one of their own.
inline std::optional<amount_text> read_amount(read_context& context, const located_text& text, const measure& wanted) {
  const auto parts = split_range(text.trimmed());
  if (parts.size() > 3) {
    context.error(text.where(), "bad_range", "'" + std::string(text.text) + "' has more than three figures",
                  "low..high or low..likely..high");
    return std::nullopt;
  }
  const auto last = split_number(parts.back());
  if (!last) {
    no_number(context, parts.back(), wanted);
    return std::nullopt;
  }
  std::vector<double> ends;
  for (const located_text& end : parts) {
    const auto value = read_end(context, end, last->unit, wanted);
    if (!value) return std::nullopt;
    ends.push_back(*value);
  }
  if (!std::is_sorted(ends.begin(), ends.end())) {
    context.error(text.where(), "bad_range", "the figures of '" + std::string(text.text) + "' do not ascend",
                  "low..high or low..likely..high");
    return std::nullopt;
  }
  if (ends.size() == 3) return amount_text{{ends[0], ends[1], ends[2]}, 3};
  if (ends.size() == 2) return amount_text{estimate::between(ends[0], ends[1]), 2};
  return amount_text{estimate::exactly(ends[0]), 1};
}

/// Like `read_amount`, and within `[lowest, highest]`.
inline std::optional<amount_text> read_amount_within(read_context& context, const located_text& text,
                                                     const measure& wanted, double lowest, double highest) {
  const auto amount = read_amount(context, text, wanted);
  if (!amount || (amount->is.low >= lowest && amount->is.high <= highest)) return amount;
  const bool is_share = !wanted.is_money && wanted.in.measures == dimension::share;
  context.error(text.where(), "out_of_range", "'" + std::string(text.text) + "' is out of range",
                is_share                  ? "between 0% and 100%"
                : amount->is.low < lowest ? "no less than 0"
                                          : "a smaller number");
  return std::nullopt;
}

/// Reads a chance or a share: `70%`, `50..90%`.
inline std::optional<amount_text> read_share(read_context& context, const located_text& text) {
  return read_amount_within(context, text, measure_share, 0, 1);
}

/// Reads one exact amount.
inline std::optional<double> read_exact(read_context& context, const located_text& text, const measure& wanted) {
  const auto amount = read_amount(context, text, wanted);
  if (!amount) return std::nullopt;
  if (amount->ends == 1) return amount->is.low;
  context.error(text.where(), "wrong_type", "'" + std::string(text.text) + "' is a range", "one amount");
  return std::nullopt;
}

/// Reads a day; a partial date is its first day (`last` false) or its last.
inline std::optional<date> read_day(read_context& context, const piece& told, const std::string& what,
                                    bool last = false) {
  if (!context.is_scalar(told, what)) return std::nullopt;
  const auto days = read_date(told.node->text);
  if (days) return last ? days->high : days->low;
  context.error(told.where(), "bad_date", "'" + told.node->text + "' is no date",
                "a date, as in 2024-04-01, 2024-04 or 2024");
  return std::nullopt;
}

/// Reads yes, no, true or false in any case.
[[nodiscard]] inline std::optional<bool> yes_or_no(std::string_view text) {
  const std::string lowered = lower_case(text.substr(0, 6));
  if (lowered == "yes" || lowered == "true") return true;
  if (lowered == "no" || lowered == "false") return false;
  return std::nullopt;
}

}  // namespace portfit::detail
