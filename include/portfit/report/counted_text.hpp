#pragma once

#include <portfit/graph/counted_chance.hpp>
#include <portfit/report/detail/range_text.hpp>
#include <portfit/report/number.hpp>

#include <string>

namespace portfit {

namespace detail {

/// A number of devices; those elsewhere weigh less than one.
[[nodiscard]] inline std::string device_count(double devices) { return without_zeros(fixed_text(devices, 1)); }

[[nodiscard]] inline std::string group_text(const counted_group& group) {
  return device_count(group.yes) + " of " + device_count(group.of) + ' ' + group.text;
}

}  // namespace detail

/// `24 % (11..39 %), counted: 3 of 4 xiaomi, on sdm845`: the mean, the interval with nine chances in ten, and the most specific
/// group that holds a case at all.
[[nodiscard]] inline std::string counted_text(const counted_chance& chance) {
  const bounds<double> ends = chance.interval();
  std::string text = percent_text(chance.mean()) + " (" +
                     detail::joined_range({percent_text(ends.low), percent_text(ends.high)}) + "), counted: ";
  for (const counted_group& each : chance.groups)
    if (each.of > 0) return text + detail::group_text(each);
  return text + "nothing";
}

/// Every group with its count, most specific first, and the chance after shrinking: `3 of 4 xiaomi, on sdm845 (24 %); ...`.
[[nodiscard]] inline std::string counted_groups_text(const counted_chance& chance) {
  std::string text;
  for (const counted_group& each : chance.groups)
    text += (text.empty() ? "" : "; ") + detail::group_text(each) + " (" + percent_text(each.mean) + ")";
  return text;
}

}  // namespace portfit
