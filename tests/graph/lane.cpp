#include <portfit/graph/lane.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("lane: a state is known as soon as it holds a value, whatever is believed") {
  fact_state state;
  CHECK_FALSE(state.is_known());
  CHECK(state.from == fact_state::origin::absent);
  CHECK(state.statement == nullptr);
  state.belief.is = distribution::form::chance;
  CHECK_FALSE(state.is_known());
  state.values.emplace_back(0.0);
  CHECK(state.is_known());
}

TEST_CASE("lane: a vendor of whom nothing is told gains and loses nothing") {
  const lane empty;
  CHECK(empty.gain == bounds<double>{0, 0});
  CHECK(empty.losses.empty());
}
