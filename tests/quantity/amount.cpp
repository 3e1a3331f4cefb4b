#include <portfit/quantity/amount.hpp>

#include <portfit/quantity/duration.hpp>
#include <portfit/quantity/effort.hpp>
#include <portfit/quantity/money.hpp>

#include <doctest/doctest.h>

#include <type_traits>

using portfit::duration;
using portfit::effort;
using portfit::money;

// A number never becomes an amount by accident, and units never mix.
static_assert(!std::is_convertible_v<double, money>);
static_assert(!std::is_convertible_v<money, double>);
static_assert(!std::is_constructible_v<money, effort>);
static_assert(!std::is_assignable_v<money&, duration>);
static_assert(std::is_trivially_copyable_v<money>);
static_assert(sizeof(money) == sizeof(double));
template <class Left, class Right>
concept addable = requires(Left left, Right right) { left + right; };
static_assert(addable<money, money>);
static_assert(!addable<money, effort>);
static_assert(!addable<money, double>);

TEST_CASE("amounts add, scale and compare") {
  money sum(3);
  sum += money(4);
  CHECK(sum == money(7));
  sum -= money(2);
  CHECK(sum.value() == 5);
  CHECK(money(3) + money(4) - money(1) == money(6));
  CHECK(money(3) * 2 == money(6));
  CHECK(2 * money(3) == money(6));
  CHECK(money(6) / money(3) == 2.0);
  CHECK(money(3) < money(4));
  CHECK(money() == money(0));
}
