#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace portfit {

/// What kind of thing a unit measures; amounts convert within one dimension only.
enum class dimension {
  number,
  share,
  memory,
  time,
  length,
  mass,
  charge,
  frequency,
  power,
  energy,
  voltage,
  pixels,
  density,
  data_rate,
  effort
};

/// A unit by its name: one of it is `numerator / denominator` of the dimension's base unit.
///
/// Factors are ratios of whole numbers so that `70%` is the double nearest to 0.7.
struct unit {
  std::string_view name;
  dimension measures;
  double numerator;
  double denominator;
};

namespace detail {

/// Base units: a number, the whole (1), byte, month (a year is 12, a day 12/365.25 of one), mm, g, mAh, Hz, mW, mWh, mV,
/// pixel, pixels per inch, bit/s, person-month (pm; a year has 12 or 52.14 person-weeks, so 1 pm = 4.345 pw = 21 pd).
inline constexpr std::array units{
    unit{"number", dimension::number, 1, 1},      unit{"percent", dimension::share, 1, 100},
    unit{"%", dimension::share, 1, 100},          unit{"B", dimension::memory, 1, 1},
    unit{"kB", dimension::memory, 1000, 1},       unit{"KiB", dimension::memory, 1024, 1},
    unit{"MB", dimension::memory, 1e6, 1},        unit{"MiB", dimension::memory, 1048576, 1},
    unit{"GB", dimension::memory, 1e9, 1},        unit{"GiB", dimension::memory, 1073741824, 1},
    unit{"TB", dimension::memory, 1e12, 1},       unit{"TiB", dimension::memory, 1099511627776, 1},
    unit{"hours", dimension::time, 2, 1461},      unit{"hour", dimension::time, 2, 1461},
    unit{"days", dimension::time, 48, 1461},      unit{"day", dimension::time, 48, 1461},
    unit{"weeks", dimension::time, 336, 1461},    unit{"week", dimension::time, 336, 1461},
    unit{"months", dimension::time, 1, 1},        unit{"month", dimension::time, 1, 1},
    unit{"years", dimension::time, 12, 1},        unit{"year", dimension::time, 12, 1},
    unit{"mm", dimension::length, 1, 1},          unit{"cm", dimension::length, 10, 1},
    unit{"m", dimension::length, 1000, 1},        unit{"inch", dimension::length, 254, 10},
    unit{"inches", dimension::length, 254, 10},   unit{"in", dimension::length, 254, 10},
    unit{"\"", dimension::length, 254, 10},       unit{"g", dimension::mass, 1, 1},
    unit{"kg", dimension::mass, 1000, 1},         unit{"mAh", dimension::charge, 1, 1},
    unit{"Ah", dimension::charge, 1000, 1},       unit{"Hz", dimension::frequency, 1, 1},
    unit{"kHz", dimension::frequency, 1000, 1},   unit{"MHz", dimension::frequency, 1e6, 1},
    unit{"GHz", dimension::frequency, 1e9, 1},    unit{"mW", dimension::power, 1, 1},
    unit{"W", dimension::power, 1000, 1},         unit{"kW", dimension::power, 1e6, 1},
    unit{"mWh", dimension::energy, 1, 1},         unit{"Wh", dimension::energy, 1000, 1},
    unit{"kWh", dimension::energy, 1e6, 1},       unit{"mV", dimension::voltage, 1, 1},
    unit{"V", dimension::voltage, 1000, 1},       unit{"kV", dimension::voltage, 1e6, 1},
    unit{"px", dimension::pixels, 1, 1},          unit{"MP", dimension::pixels, 1e6, 1},
    unit{"ppi", dimension::density, 1, 1},        unit{"kbit/s", dimension::data_rate, 1000, 1},
    unit{"Mbit/s", dimension::data_rate, 1e6, 1}, unit{"Gbit/s", dimension::data_rate, 1e9, 1},
    unit{"pd", dimension::effort, 1, 21},         unit{"pw", dimension::effort, 1000, 4345},
    unit{"pm", dimension::effort, 1, 1},          unit{"py", dimension::effort, 12, 1},
};

}  // namespace detail

/// The unit of this name (case matters: MB is not Mb), or nothing. Complexity: linear in the number of units.
[[nodiscard]] constexpr std::optional<unit> find_unit(std::string_view name) {
  for (const unit& candidate : detail::units)
    if (candidate.name == name) return candidate;
  return std::nullopt;
}

/// The same amount in another unit, or nothing where the two measure different things.
[[nodiscard]] constexpr std::optional<double> convert(double number, const unit& from, const unit& to) {
  if (from.measures != to.measures) return std::nullopt;
  if (from.numerator == to.numerator && from.denominator == to.denominator) return number;
  return number * (from.numerator * to.denominator) / (from.denominator * to.numerator);
}

[[nodiscard]] inline std::string to_text(dimension value) {
  switch (value) {
    case dimension::number: return "number";
    case dimension::share: return "share";
    case dimension::memory: return "memory";
    case dimension::time: return "time";
    case dimension::length: return "length";
    case dimension::mass: return "mass";
    case dimension::charge: return "charge";
    case dimension::frequency: return "frequency";
    case dimension::power: return "power";
    case dimension::energy: return "energy";
    case dimension::voltage: return "voltage";
    case dimension::pixels: return "pixels";
    case dimension::density: return "density";
    case dimension::data_rate: return "data rate";
    case dimension::effort: return "effort";
  }
  return "number";
}

}  // namespace portfit
