// Release builds end an assertion without looking at its condition; this file is one, whatever the build type is.
#ifndef NDEBUG
#define NDEBUG
#endif
#include <portfit/assert.hpp>

#include <doctest/doctest.h>

TEST_CASE("with NDEBUG a condition is compiled but not evaluated") {
  int evaluated = 0;
  const auto broken = [&evaluated] { return ++evaluated < 0; };
  PORTFIT_ASSERT(broken());
  CHECK(evaluated == 0);
}
