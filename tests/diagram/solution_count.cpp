#include <portfit/diagram/solution_count.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/semiring/semiring.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <cstdint>
#include <string>

using namespace portfit;

TEST_CASE("solution_count: sums, products and digits against numbers without a limit") {
  using wide = boost::multiprecision::cpp_int;
  static_assert(semiring<wide_count_semiring>);
  const wide end = wide(1) << 128;
  const auto same = [&](const solution_count& mine, const wide& truth) {
    if (truth >= end - 1) return mine.is_many();
    return !mine.is_many() && to_string(mine) == truth.str();
  };
  portfit_test::random_numbers random(99);
  const auto draw = [&](solution_count& mine, wide& truth) {
    const std::uint64_t high = random.below(2) == 0 ? 0 : random.next() >> random.below(64);
    const std::uint64_t low = random.below(8) == 0 ? ~std::uint64_t{0} : random.next() >> random.below(64);
    const solution_count word(std::uint64_t{1} << 32U);
    mine = solution_count(high) * word * word + solution_count(low);
    truth = (wide(high) << 64) + low;
  };
  for (int round = 0; round < 2000; ++round) {
    solution_count left;
    solution_count right;
    wide left_truth;
    wide right_truth;
    draw(left, left_truth);
    draw(right, right_truth);
    REQUIRE(same(left, left_truth));
    REQUIRE(same(left + right, left_truth + right_truth));
    REQUIRE(same(left * right, left_truth * right_truth));
    REQUIRE((left < right) == (left_truth < right_truth));
  }
  CHECK(to_string(solution_count()) == "0");
  CHECK(to_string(solution_count::many()) == "340282366920938463463374607431768211455");
  CHECK((solution_count::many() + 0).is_many());
  CHECK(solution_count::many() * 0 == solution_count());
}
