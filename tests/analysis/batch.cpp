#include <portfit/analysis/batch.hpp>

#include "support/same_assessment.hpp"
#include "support/synthetic_market.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

// That every row is what `assess` gives is tested in tests/properties/batches.cpp, over random catalogs.

namespace {

catalog few_lines() {
  portfit_test::synthetic_market_options options;
  options.systems = 2;
  options.devices = 200;
  options.lines = 15;
  return portfit_test::synthetic_market(options);
}

/// A batch that answered all devices, and one that did not begin.
struct two_batches {
  catalog world = few_lines();
  fact_columns columns{world, all_devices(world), {}};
  pairing_batch whole{columns, world.systems.at("os0001"), any_market()};
  pairing_batch other{columns, world.systems.at("os0001"), any_market()};
  std::vector<batch_row> rows;

  two_batches() { whole.assess_all(0, 200, rows); }
};

}  // namespace

TEST_CASE("batch: lanes alike are answered once, formulas alike compiled once") {
  const catalog world = few_lines();
  fact_columns columns(world, all_devices(world), {});
  pairing_batch batch(columns, world.systems.at("os0000"), any_market());
  std::vector<batch_row> rows;
  batch.assess_all(0, 200, rows);
  const batch_counts counts = batch.counts();
  CHECK(counts.lanes == 200);
  CHECK(counts.signatures < 200);
  CHECK(counts.answers <= counts.signatures);
  CHECK(counts.problems <= counts.shapes);
  CHECK(counts.shapes <= counts.signatures);
  for (const batch_row& one : rows)
    for (const batch_row& other : rows)
      if (one.signature == other.signature)
        REQUIRE(portfit_test::same(batch.assessed(one).plan, batch.assessed(other).plan));
}

TEST_CASE("batch: block by block, forgetting in between, the rows are the same") {
  two_batches both;
  pairing_batch& whole = both.whole;
  pairing_batch& parts = both.other;
  for (std::uint32_t first = 0; first < 200; first += 60) {
    std::vector<batch_row> block;
    parts.assess_all(first, (std::min)(first + 60, 200U), block);
    for (const batch_row& each : block)
      CHECK(portfit_test::difference(parts.assessed(each), whole.assessed(both.rows[each.device])) == "");
    parts.forget();
    CHECK(parts.signature_count() == 0);
  }
  CHECK(parts.counts().lanes == 200);
  CHECK(parts.counts().signatures >= whole.counts().signatures);
}

TEST_CASE("batch: single devices, in any order and twice, are told the same") {
  two_batches both;
  pairing_batch& some = both.other;
  const std::vector<std::uint32_t> asked{150, 3, 150, 0, 199};
  std::vector<batch_row> rows;
  some.assess_all(asked, rows);
  REQUIRE(rows.size() == asked.size());
  CHECK(some.counts().lanes == asked.size());
  assessment row;
  for (std::size_t each = 0; each < asked.size(); ++each) {
    CHECK(rows[each].device == asked[each]);
    some.assess_into(rows[each], row);  // in memory of the one before
    CHECK(portfit_test::difference(row, both.whole.assessed(both.rows[asked[each]])) == "");
  }
}
