#pragma once

#include <portfit/quantity/bounds.hpp>
#include <portfit/statistics/beta_interval.hpp>

#include <string>
#include <vector>

namespace portfit {

/// One group of devices that a counted chance rests on.
struct counted_group {
  std::string text;  ///< what its devices have in common: `samsung on exynos4`; `all`
  double yes = 0;    ///< how many came out well, in devices; those elsewhere by their weight
  double of = 0;     ///< of how many
  double mean = 0;   ///< the chance after shrinking towards the next wider group
};

/// The chance that something comes out well for one device, counted on others: a Beta distribution.
///
/// It enters a pairing as its mean, like any chance; how little it is known shows in the interval, and not in what a plan
/// guarantees.
struct counted_chance {
  std::string table;  ///< id of the count table
  double yes = 0;     ///< first parameter of the Beta: what came out well, the wider group's share included
  double no = 0;      ///< second one
  std::vector<counted_group> groups;  ///< those the device is in, most specific first; the last is all

  [[nodiscard]] double mean() const { return yes / (yes + no); }
  /// Between what it lies with nine chances in ten, a twentieth outside at either end.
  [[nodiscard]] bounds<double> interval() const { return beta_interval(yes, no, 0.9); }
};

}  // namespace portfit
