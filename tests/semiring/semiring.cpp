#include <portfit/semiring/semiring.hpp>

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <string>

using namespace portfit;

static_assert(semiring<feasibility_semiring>);
static_assert(semiring<probability_semiring>);
static_assert(semiring<cost_semiring>);
static_assert(semiring<count_semiring>);
static_assert(!semiring<int>);

namespace {

/// All laws the concept names, on three values.
template <semiring S>
bool laws_hold(typename S::value_type a, typename S::value_type b, typename S::value_type c) {
  return S::plus(a, b) == S::plus(b, a) && S::times(a, b) == S::times(b, a) &&
         S::plus(S::plus(a, b), c) == S::plus(a, S::plus(b, c)) &&
         S::times(S::times(a, b), c) == S::times(a, S::times(b, c)) &&
         S::times(a, S::plus(b, c)) == S::plus(S::times(a, b), S::times(a, c)) && S::plus(a, S::zero()) == a &&
         S::times(a, S::one()) == a && S::times(a, S::zero()) == S::zero();
}

/// Doubles on which sums and products of three are exact, so that the laws hold to the last bit.
double exact(std::uint32_t drawn) { return static_cast<double>(drawn % 65'536) / 65'536.0; }

template <class Property>
void holds(const std::string& description, Property property) {
  CHECK_MESSAGE(rc::check(description, property), description);
}

}  // namespace

TEST_CASE("semiring: laws of feasibility, on all values") {
  for (const bool a : {false, true}) {
    for (const bool b : {false, true}) {
      for (const bool c : {false, true}) CHECK(laws_hold<feasibility_semiring>(a, b, c));
    }
  }
}

TEST_CASE("semiring: laws of probability") {
  holds("probability", [](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    RC_ASSERT(laws_hold<probability_semiring>(exact(a), exact(b), exact(c)));
  });
}

TEST_CASE("semiring: laws of cost, infinity included") {
  const auto cost = [](std::uint32_t drawn) { return drawn % 7 == 0 ? cost_semiring::zero() : exact(drawn); };
  holds("cost", [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    RC_ASSERT(laws_hold<cost_semiring>(cost(a), cost(b), cost(c)));
  });
  CHECK(cost_semiring::plus(3.0, 2.0) == 2.0);
  CHECK(cost_semiring::times(3.0, 2.0) == 5.0);
  CHECK(cost_semiring::zero() == std::numeric_limits<double>::infinity());
}

TEST_CASE("semiring: laws of counts, beyond their end included") {
  const auto count = [](std::uint64_t drawn) { return drawn >> drawn % 64; };  // all magnitudes
  holds("count", [&](std::uint64_t a, std::uint64_t b, std::uint64_t c) {
    RC_ASSERT(laws_hold<count_semiring>(count(a), count(b), count(c)));
  });
  constexpr std::uint64_t many = count_semiring::many;
  for (const std::uint64_t a : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, many / 2, many - 1, many}) {
    for (const std::uint64_t b : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{3}, many / 3, many - 1, many}) {
      CHECK(laws_hold<count_semiring>(a, b, many / 2));
    }
  }
  CHECK(count_semiring::plus(many - 1, 1) == many);
  CHECK(count_semiring::plus(many - 1, 2) == many);
  CHECK(count_semiring::times(std::uint64_t{1} << 32U, std::uint64_t{1} << 32U) == many);
  CHECK(count_semiring::times(std::uint64_t{1} << 32U, std::uint64_t{1} << 31U) == std::uint64_t{1} << 63U);
  CHECK(count_semiring::times(many, 0) == 0);
}
