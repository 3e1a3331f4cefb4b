#include <portfit/diagram/lane_algebra.hpp>

#include <doctest/doctest.h>

#include <array>
#include <limits>

using namespace portfit;

static_assert(lane_algebra<probability_lanes> && lane_algebra<cost_lanes>);
static_assert(lane_algebra<certainty_lanes> && lane_algebra<possibility_lanes>);
static_assert(!lane_algebra<double>);

TEST_CASE("lane algebra: each decides as it says") {
  const std::array<double, 1> low{0.5};
  const std::array<double, 1> high{0.25};
  const std::array<double, 1> weight{0.75};
  std::array<double, 1> result{};
  probability_lanes::decide(weight.data(), low.data(), high.data(), result.data(), 1);
  CHECK(result[0] == 0.25 * 0.5 + 0.75 * 0.25);
  const std::array<double, 1> never{std::numeric_limits<double>::infinity()};
  const std::array<double, 1> nothing{0};
  cost_lanes::decide({nothing.data(), weight.data()}, low.data(), high.data(), result.data(), 1);
  CHECK(result[0] == 0.5);
  cost_lanes::decide({never.data(), weight.data()}, low.data(), high.data(), result.data(), 1);
  CHECK(result[0] == 1);
  const std::array<lane_word, 1> can_fail{0b0011};
  const std::array<lane_word, 1> can_hold{0b0110};
  const std::array<lane_word, 1> below{0b0010};
  const std::array<lane_word, 1> above{0b0100};
  std::array<lane_word, 1> word{};
  certainty_lanes::decide({can_fail.data(), can_hold.data()}, below.data(), above.data(), word.data(), 1);
  CHECK((word[0] & 0b0111U) == 0b0100);  // lane 0: false below; 1: false above; 2: true above
  possibility_lanes::decide({can_fail.data(), can_hold.data()}, below.data(), above.data(), word.data(), 1);
  CHECK((word[0] & 0b0111U) == 0b0110);
}

TEST_CASE("lane algebra: a long row is computed as its parts are") {
  std::array<double, 150> chance{};
  std::array<double, 150> low{};
  std::array<double, 150> high{};
  for (std::size_t i = 0; i < chance.size(); ++i) {
    chance[i] = static_cast<double>(i) / 150;
    low[i] = static_cast<double>(i % 7) / 7;
    high[i] = static_cast<double>(i % 11) / 11;
  }
  std::array<double, 150> whole{};
  std::array<double, 150> single{};
  probability_lanes::decide(chance.data(), low.data(), high.data(), whole.data(), whole.size());
  for (std::size_t i = 0; i < single.size(); ++i)
    probability_lanes::decide(&chance[i], &low[i], &high[i], &single[i], 1);
  CHECK(whole == single);
}
