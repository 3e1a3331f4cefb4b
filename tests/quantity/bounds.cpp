#include <portfit/quantity/bounds.hpp>

#include <doctest/doctest.h>

TEST_CASE("bounds are equal where both ends are") {
  using portfit::bounds;
  CHECK(bounds<int>{1, 2} == bounds<int>{1, 2});
  CHECK_FALSE(bounds<int>{1, 2} == bounds<int>{1, 3});
  CHECK_FALSE(bounds<int>{0, 2} == bounds<int>{1, 2});
  CHECK(bounds<double>{} == bounds<double>{0, 0});
}
