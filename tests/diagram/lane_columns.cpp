#include <portfit/diagram/lane_columns.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

using namespace portfit;

static_assert(lane_columns<plain_columns<double>, double>);
static_assert(lane_columns<coded_columns<std::uint16_t, double>, double>);
static_assert(lane_columns<lane_rows<std::uint64_t>, std::uint64_t>);
static_assert(lane_columns<same_in_all_lanes<double>, double>);
static_assert(!lane_columns<std::vector<double>, double>);

TEST_CASE("lane columns: all kinds say the same") {
  constexpr std::size_t lanes = 5;
  const std::vector<double> table{0, 0.25, 1};
  const std::vector<std::uint8_t> codes{0, 1, 2, 1, 0, 2, 2, 0, 1, 1};  // two variables
  std::vector<double> plain;
  for (const std::uint8_t each : codes) plain.push_back(table[each]);
  std::vector<double> rows;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    for (std::size_t v = 0; v < 2; ++v) rows.push_back(plain[v * lanes + lane]);
  const auto read = [&](const auto& columns, variable which, std::size_t first, std::size_t count) {
    std::vector<double> scratch(count);
    const double* const found = columns.column(which, first, count, scratch.data());
    return std::vector<double>(found, found + count);
  };
  for (const variable which : {0U, 1U}) {
    for (std::size_t first = 0; first < lanes; ++first) {
      for (std::size_t count = 1; first + count <= lanes; ++count) {
        const auto from = plain.begin() + static_cast<std::ptrdiff_t>(which * lanes + first);
        const std::vector<double> expected(from, from + static_cast<std::ptrdiff_t>(count));
        CHECK(read(plain_columns<double>{plain, lanes}, which, first, count) == expected);
        CHECK(read(coded_columns<std::uint8_t, double>{codes, lanes, table}, which, first, count) == expected);
        CHECK(read(lane_rows<double>{rows, 2}, which, first, count) == expected);
      }
    }
  }
  CHECK(read(same_in_all_lanes<double>{table}, 1, 3, 2) == std::vector<double>{0.25, 0.25});
}
