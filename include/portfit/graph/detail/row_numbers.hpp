#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Numbers rows of small integers in the order of their first coming; equal rows have equal numbers. Rows need not be equally
/// long.
class row_numbers {
 public:
  row_numbers() : buckets_(64, free_bucket) {}

  /// The number of a row, and whether it is new. Complexity: linear in the row.
  std::pair<std::uint32_t, bool> add(std::span<const std::uint32_t> row) {
    const std::size_t mask = buckets_.size() - 1;
    std::size_t bucket = hash(row) & mask;
    for (; buckets_[bucket] != free_bucket; bucket = (bucket + 1) & mask)
      if (is_equal(buckets_[bucket], row)) return {buckets_[bucket], false};
    const auto made = static_cast<std::uint32_t>(size());
    buckets_[bucket] = made;
    pool_.insert(pool_.end(), row.begin(), row.end());
    ends_.push_back(pool_.size());
    if (size() * 2 > buckets_.size()) grow();
    return {made, true};
  }

  [[nodiscard]] std::size_t size() const { return ends_.size(); }

  /// A row by its number. Valid until the next one is added.
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::uint32_t number) const {
    const std::size_t first = number == 0 ? 0 : ends_[number - 1];
    return {pool_.data() + first, ends_[number] - first};
  }

  void clear() { *this = row_numbers(); }

 private:
  static constexpr std::uint32_t free_bucket = 0xffffffffU;

  [[nodiscard]] static std::size_t hash(std::span<const std::uint32_t> row) {
    std::uint64_t mixed = row.size();
    std::size_t place = 0;
    for (; place + 1 < row.size(); place += 2) {  // two at a time: each step waits for the one before
      const std::uint64_t two = std::uint64_t{row[place]} << 32U | row[place + 1];
      mixed = (mixed ^ (mixed >> 29U) ^ two) * 0x9E3779B97F4A7C15U;
    }
    if (place < row.size()) mixed = (mixed ^ (mixed >> 29U) ^ row[place]) * 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>((mixed ^ (mixed >> 32U)) * 0xD6E8FEB86659FD93U >> 20U);
  }

  [[nodiscard]] bool is_equal(std::uint32_t number, std::span<const std::uint32_t> row) const {
    const std::span<const std::uint32_t> known = (*this)[number];
    return std::equal(known.begin(), known.end(), row.begin(), row.end());
  }

  void grow() {
    std::vector<std::uint32_t> wider(buckets_.size() * 2, free_bucket);
    const std::size_t mask = wider.size() - 1;
    for (std::uint32_t each = 0; each < size(); ++each) {
      std::size_t bucket = hash((*this)[each]) & mask;
      while (wider[bucket] != free_bucket) bucket = (bucket + 1) & mask;
      wider[bucket] = each;
    }
    buckets_ = std::move(wider);
  }

  std::vector<std::uint32_t> pool_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> buckets_;  // open addressing
};

}  // namespace portfit::detail
