#include <portfit/quantity/estimate.hpp>

#include <doctest/doctest.h>

using portfit::estimate;

TEST_CASE("exact figures, ranges and triangles") {
  CHECK(estimate::exactly(3) == estimate{3, 3, 3});
  CHECK(estimate::exactly(3).is_exact());
  CHECK(estimate::exactly(0.1).mean() == 0.1);  // not (0.1 + 0.1 + 0.1) / 3, which is another double
  CHECK(estimate::between(2, 6).likely == 4);
  CHECK(estimate::between(2, 6).is_bare);
  CHECK_FALSE(estimate{2, 4, 6}.is_bare);
  CHECK(estimate::between(2, 6).mean() == 4);
  CHECK_FALSE(estimate::between(2, 6).is_exact());
  CHECK(estimate{1, 2, 9}.mean() == 4);
  CHECK(estimate{1, 2, 9}.ends().low == 1);
  CHECK(estimate{1, 2, 9}.ends().high == 9);
}

TEST_CASE("sums and multiples keep the order of the ends") {
  CHECK(estimate{1, 2, 3} + estimate{10, 20, 30} == estimate{11, 22, 33});
  CHECK(estimate{1, 2, 3} * 2 == estimate{2, 4, 6});
  CHECK(estimate{1, 2, 3} * -1 == estimate{-3, -2, -1});
  CHECK(estimate{1, 2, 3} * 0 == estimate{0, 0, 0});
}
