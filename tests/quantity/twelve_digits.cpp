#include <portfit/quantity/twelve_digits.hpp>

#include <doctest/doctest.h>

#include <limits>

using namespace portfit;

TEST_CASE("twelve digits: what is equal on paper compares as equal, what differs does not") {
  CHECK(200 * 1.1 != 220);
  CHECK(twelve_digits(200 * 1.1) == 220);
  CHECK(twelve_digits(-(0.1 + 0.2)) == -0.3);
  CHECK(twelve_digits(1e20 + 1e4) == 1e20);
  CHECK(twelve_digits(1.00000000001) == 1.00000000001);
  CHECK(twelve_digits(123456789012.0) == 123456789012.0);
  CHECK(twelve_digits(0) == 0);
  CHECK(twelve_digits(5e-324) == 5e-324);
  CHECK(twelve_digits(std::numeric_limits<double>::infinity()) == std::numeric_limits<double>::infinity());
}
