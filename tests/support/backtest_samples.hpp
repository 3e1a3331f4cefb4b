#pragma once

#include "random.hpp"

#include <portfit/catalog/catalog.hpp>
#include <portfit/catalog/observed_outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace portfit_test {

/// Devices of a made-up world and what became of their ports. Some platforms and brands are luckier than others; whether a device
/// is roomy has nothing to do with it; `rumour` gives the outcome away and is no evidence.
struct backtest_sample {
  portfit::catalog world;
  std::vector<portfit::observed_outcome> outcomes;
};

/// System `lark` on `count` devices of 14 families of platforms; pairs of siblings are groups. The outcomes are in the catalog, too.
[[nodiscard]] backtest_sample draw_backtest_sample(std::uint64_t seed, std::size_t count);

/// The catalog of a sample without devices.
[[nodiscard]] portfit::catalog backtest_catalog();

}  // namespace portfit_test
