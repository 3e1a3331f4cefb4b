#include <portfit/analysis/explanation.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("explanation: an empty one claims nothing and hides nothing") {
  const explanation empty;
  CHECK(empty.conflicts.empty());
  CHECK(empty.ways.empty());
  CHECK(empty.complete);
  CHECK(empty.loss.exact);
  CHECK(empty.summary.verdict == verdict::undetermined);
  CHECK(reason{}.changeable);
  CHECK(way_out{}.then == verdict::undetermined);
}
