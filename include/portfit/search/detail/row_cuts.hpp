#pragma once

#include <portfit/search/detail/row_relaxation.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Rows that every solution satisfies, but the relaxation does not: sums of rows with factors of 0 or more, rounded up
/// (Gomory 1958, Bulletin of the American Mathematical Society 64, pp. 275-278; Chvatal 1973, Discrete Mathematics 4,
/// pp. 305-337).
///
/// The factors are read from the relaxation and rounded to a fraction; the sums are then taken in whole numbers, so that
/// a cut is right whatever rounding did to the relaxation.
class row_cuts {
 public:
  /// @pre The relaxation is solved.
  row_cuts(const row_system& rows, row_relaxation& solved) : rows_(&rows), solved_(&solved) {
    value_.resize(rows.column_count());
    for (std::uint32_t each = 0; each < value_.size(); ++each) value_[each] = solved.value(each);
    sum_.assign(rows.column_count(), 0);
  }

  /// The rows and the strongest cuts, no more of these than `most`; nothing where there are none.
  [[nodiscard]] std::optional<row_system> add(std::size_t most) {
    for (std::uint32_t each = 0; each < value_.size(); ++each)
      if (value_[each] > 0.01 && value_[each] < 0.99) try_column(each);
    if (cuts_.empty()) return std::nullopt;
    std::sort(cuts_.begin(), cuts_.end(), [](const cut& one, const cut& other) {
      return one.depth != other.depth ? one.depth > other.depth : one.entries.size() < other.entries.size();
    });
    row_system result = *rows_;
    std::vector<std::vector<double>> kept;
    for (const cut& each : cuts_) {
      if (kept.size() == most) break;
      if (!differs(each, kept)) continue;
      result.entries.insert(result.entries.end(), each.entries.begin(), each.entries.end());
      result.end_row(each.bound);
    }
    return result;
  }

 private:
  struct cut {
    std::vector<row_entry> entries;
    std::int32_t bound = 0;
    double depth = 0;  // how far the relaxation lies beyond it
  };

  /// Of cuts that point nearly the same way one is enough.
  bool differs(const cut& made, std::vector<std::vector<double>>& kept) const {
    double norm = 0;
    for (const row_entry& each : made.entries) norm += static_cast<double>(each.factor) * each.factor;
    norm = std::sqrt(norm);
    for (const std::vector<double>& other : kept) {
      double product = 0;
      for (const row_entry& each : made.entries) product += each.factor * other[each.column];
      if (product > 0.9 * norm) return false;
    }
    std::vector<double> direction(value_.size(), 0);
    for (const row_entry& each : made.entries) direction[each.column] = each.factor / norm;
    kept.push_back(std::move(direction));
    return true;
  }

  void try_column(std::uint32_t column) {
    const std::vector<double>* factors = solved_->tableau_row(column);
    if (!factors) return;
    for (const double sign : {1.0, -1.0}) {
      parts_.clear();
      for (std::uint32_t row = 0; row < factors->size(); ++row) {
        const double directed = sign * (*factors)[row];
        const double part = directed - std::floor(directed);
        if (part > 1e-6 && part < 1 - 1e-6) parts_.emplace_back(row, part);
      }
      if (!parts_.empty() && parts_.size() <= 60) combine(denominator());
    }
  }

  /// The least one that makes all parts nearly whole, or a large one.
  [[nodiscard]] std::int64_t denominator() const {
    for (std::int64_t tried = 2; tried <= 24; ++tried) {
      const bool fits = std::all_of(parts_.begin(), parts_.end(), [tried](const auto& each) {
        const double times = each.second * static_cast<double>(tried);
        return std::abs(times - std::floor(times + 0.5)) < 1e-5;
      });
      if (fits) return tried;
    }
    return 5040;
  }

  static std::int64_t round_up(std::int64_t number, std::int64_t by) {
    return number >= 0 ? (number + by - 1) / by : -(-number / by);
  }

  /// Sums rows, turns columns near 1 round, rounds up, and turns them back.
  void combine(std::int64_t by) {
    std::vector<std::uint32_t> touched;
    std::int64_t bound = 0;
    for (const auto& [row, part] : parts_) {
      const auto times = static_cast<std::int64_t>(std::floor(part * static_cast<double>(by) + 0.5));
      bound += times * rows_->bound[row];
      for (const row_entry& each : rows_->row(row)) {
        if (sum_[each.column] == 0) touched.push_back(each.column);
        sum_[each.column] += times * each.factor;
      }
    }
    cut made;
    double reached = 0;
    std::int64_t turned = 0;
    for (const std::uint32_t column : touched) {
      const std::int64_t total = std::exchange(sum_[column], 0);
      if (total == 0) continue;
      const bool turn = value_[column] > 0.5;
      const std::int64_t factor = turn ? -round_up(-total, by) : round_up(total, by);
      if (turn) {
        bound -= total;
        turned += factor;
      }
      if (factor == 0) continue;
      made.entries.push_back({column, static_cast<std::int32_t>(factor)});
      reached += static_cast<double>(factor) * value_[column];
    }
    const std::int64_t rounded = round_up(bound, by) + turned;
    keep(std::move(made), rounded, reached);
  }

  void keep(cut made, std::int64_t bound, double reached) {
    double norm = 0;
    for (const row_entry& each : made.entries) {
      if (std::abs(each.factor) > 1000) return;
      norm += static_cast<double>(each.factor) * each.factor;
    }
    if (made.entries.empty() || made.entries.size() > 30 + value_.size() / 5 || std::abs(bound) > 100000) return;
    made.bound = static_cast<std::int32_t>(bound);
    made.depth = (static_cast<double>(bound) - reached) / std::sqrt(norm);
    if (made.depth > 0.02) cuts_.push_back(std::move(made));
  }

  const row_system* rows_;
  row_relaxation* solved_;
  std::vector<double> value_;
  std::vector<std::int64_t> sum_;
  std::vector<std::pair<std::uint32_t, double>> parts_;
  std::vector<cut> cuts_;
};

/// A row system with its relaxation, which holds on to it.
struct relaxed_rows {
  row_system rows;
  column_index columns;
  row_relaxation relaxation;

  explicit relaxed_rows(row_system of) : rows(std::move(of)), columns(rows), relaxation(rows, columns) {}
  relaxed_rows(const relaxed_rows&) = delete;
  relaxed_rows& operator=(const relaxed_rows&) = delete;
};

/// The first rows, and of the others those at their bounds.
[[nodiscard]] inline row_system tight_rows(const relaxed_rows& of, std::size_t first) {
  row_system result;
  result.cost = of.rows.cost;
  for (std::size_t row = 0; row < of.rows.row_count(); ++row) {
    double beyond = -of.rows.bound[row];
    for (const row_entry& each : of.rows.row(row)) beyond += each.factor * of.relaxation.value(each.column);
    if (row >= first && beyond > 1e-6) continue;
    result.entries.insert(result.entries.end(), of.rows.row(row).begin(), of.rows.row(row).end());
    result.end_row(of.rows.bound[row]);
  }
  return result;
}

/// The rows with cuts, round after round as long as these lift the relaxation.
[[nodiscard]] inline row_system with_cuts(row_system rows, double cutoff, row_effort& effort) {
  constexpr int most_rounds = 10;
  constexpr int most_idle = 2;
  constexpr double lift = 1.0005;  // what counts as progress
  const std::size_t original = rows.row_count();
  auto now = std::make_unique<relaxed_rows>(std::move(rows));
  double before = 0;
  int idle = 0;
  for (int round = 0; round < most_rounds; ++round) {
    const row_relaxation::outcome outcome = now->relaxation.solve(cutoff);
    effort.pivots += now->relaxation.pivots();
    if (outcome != row_relaxation::outcome::optimal) break;
    const double bound = now->relaxation.bound();
    idle = bound < before * lift ? idle + 1 : 0;
    before = bound;
    if (idle > most_idle) break;
    std::optional<row_system> more = row_cuts(now->rows, now->relaxation).add(20 + original / 4);
    if (!more) break;
    auto next = std::make_unique<relaxed_rows>(std::move(*more));
    next->relaxation.start_from(now->relaxation);
    now = std::move(next);
  }
  return tight_rows(*now, original);
}

}  // namespace portfit::detail
