// A user's own PORTFIT_ASSERT: here it counts broken conditions instead of ending the program.
namespace {
int broken = 0;
}  // namespace
#define PORTFIT_ASSERT(...) ((__VA_ARGS__) ? static_cast<void>(0) : static_cast<void>(++broken))
#include <portfit/assert.hpp>

#include <doctest/doctest.h>

#include <utility>

TEST_CASE("a PORTFIT_ASSERT defined before the first header is kept") {
  broken = 0;
  PORTFIT_ASSERT(std::pair<int, int>{1, 2} == std::pair<int, int>{1, 2});
  CHECK(broken == 0);
  PORTFIT_ASSERT(std::pair<int, int>{1, 2} == std::pair<int, int>{2, 1});
  CHECK(broken == 1);
}
