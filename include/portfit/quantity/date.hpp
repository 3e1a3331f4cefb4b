#pragma once

#include <portfit/quantity/bounds.hpp>

#include <charconv>
#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portfit {

/// A day of the Gregorian calendar.
class date {
 public:
  date() = default;
  /// @pre `day` exists.
  explicit date(std::chrono::year_month_day day) : days_(std::chrono::sys_days{day}.time_since_epoch().count()) {}
  /// Days since 1970-01-01.
  [[nodiscard]] static date from_days(std::int64_t days) {
    date result;
    result.days_ = days;
    return result;
  }
  [[nodiscard]] std::int64_t days() const { return days_; }
  [[nodiscard]] std::chrono::year_month_day calendar() const {
    return std::chrono::year_month_day{
        std::chrono::sys_days{std::chrono::days{static_cast<std::chrono::days::rep>(days_)}}};
  }
  friend auto operator<=>(const date&, const date&) = default;

 private:
  std::int64_t days_ = 0;
};

namespace detail {

/// Reads exactly `text` as decimal digits.
inline std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace detail

/// Reads `2024`, `2023-11` or `2023-11-05` (month and day may be unpadded); a partial date is the range of its days.
/// @returns Nothing when the text is no date of the years 1900 to 2999.
[[nodiscard]] inline std::optional<bounds<date>> read_date(std::string_view text) {
  using namespace std::chrono;
  const auto first = text.find('-');
  const auto year_number = detail::read_digits(text.substr(0, first));
  if (!year_number || *year_number < 1900 || *year_number > 2999) return std::nullopt;
  const std::chrono::year y{*year_number};
  if (first == std::string_view::npos) return bounds<date>{date(y / January / 1), date(y / December / 31)};
  const auto rest = text.substr(first + 1);
  const auto second = rest.find('-');
  const auto month_number = detail::read_digits(rest.substr(0, second));
  if (!month_number || *month_number < 1 || *month_number > 12) return std::nullopt;
  const std::chrono::month m{static_cast<unsigned>(*month_number)};
  if (second == std::string_view::npos) return bounds<date>{date(y / m / 1), date(year_month_day{y / m / last})};
  const auto day_number = detail::read_digits(rest.substr(second + 1));
  if (!day_number) return std::nullopt;
  const year_month_day exact = y / m / std::chrono::day{static_cast<unsigned>(*day_number)};
  if (!exact.ok()) return std::nullopt;
  return bounds<date>{date(exact), date(exact)};
}

/// `2024-04-01`.
[[nodiscard]] inline std::string to_text(date value) {
  const auto day = value.calendar();
  const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(static_cast<int>(day.year())) + '-' + two(static_cast<unsigned>(day.month())) + '-' +
         two(static_cast<unsigned>(day.day()));
}

/// The same day so many months earlier; a day the month lacks becomes its last (2024-03-31 less 1 month: 2024-02-29).
[[nodiscard]] inline date months_before(date value, int count) {
  using namespace std::chrono;
  const auto day = value.calendar();
  const year_month target = year_month{day.year(), day.month()} - months{count};
  const year_month_day exact = target / day.day();
  return date(exact.ok() ? exact : year_month_day{target / last});
}

}  // namespace portfit
