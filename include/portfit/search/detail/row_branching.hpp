#pragma once

#include <portfit/search/detail/row_propagation.hpp>
#include <portfit/search/detail/row_relaxation.hpp>
#include <portfit/search/detail/row_system.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What a search over the columns of a row system found.
struct row_solution {
  std::vector<std::uint8_t> value;  ///< by column; empty: none was found below the cutoff
  double cost = std::numeric_limits<double>::infinity();
  double bound = std::numeric_limits<double>::infinity();  ///< no solution below the cutoff costs less
};

/// A cost that every solution's cost is a multiple of, if all costs are whole numbers; else 0.
[[nodiscard]] inline double common_step(const std::vector<double>& costs) {
  constexpr double most = 1e12;
  std::int64_t step = 0;
  for (const double each : costs) {
    if (each != std::floor(each) || std::abs(each) > most) return 0;
    step = std::gcd(step, static_cast<std::int64_t>(each));
  }
  return static_cast<double>(step);
}

/// Branch and bound over the columns of a connected row system, the relaxation being the bound.
class row_branching {
 public:
  row_branching(const row_system& rows, double cutoff, row_effort& effort)
      : rows_(&rows),
        columns_(rows),
        fixed_(rows, columns_),
        relaxation_(rows, columns_),
        effort_(&effort),
        step_(common_step(rows.cost)),
        cutoff_(cutoff) {
    for (std::vector<experience>& each : risen_) each.resize(rows.column_count());
  }

  /// Looks at no more steps than these.
  row_solution run(std::size_t most) {
    last_step_ = (std::min)(effort_->limit, effort_->steps + (std::min)(most, effort_->limit - effort_->steps));
    if (fixed_.start()) {
      relaxation_.fix_as(fixed_);
      explore(0);
    }
    effort_->pivots += relaxation_.pivots();
    best_.bound = (std::min)(best_.cost, open_);
    return std::move(best_);
  }

 private:
  static constexpr double whole = 1e-6;  // how near to 0 or 1 counts as whole

  [[nodiscard]] double rounded(double bound) const {
    return step_ > 0 ? std::ceil(bound / step_ - 1e-7) * step_ : bound;
  }

  [[nodiscard]] bool hopeless(double bound) const { return bound >= cutoff_ - 1e-9 * (1 + std::abs(cutoff_)); }

  void explore(double parent) {
    if (effort_->steps >= last_step_) {
      open_ = (std::min)(open_, parent);
      return;
    }
    ++effort_->steps;
    const row_relaxation::outcome outcome = relaxation_.solve(cutoff_);
    if (outcome == row_relaxation::outcome::impossible) {
      tried_ = {};
      return;
    }
    const double exact = relaxation_.bound();
    learn(exact);
    const double bound = (std::max)(parent, rounded(exact));
    if (hopeless(bound)) return;
    const std::optional<std::uint32_t> which = outcome == row_relaxation::outcome::stuck ? first_open() : choose();
    if (!which) {
      take_over();
      return;
    }
    const std::size_t before = fixed_.trail().size();
    if (fix_by_price(exact)) branch(*which, bound, exact);
    fixed_.undo(before);
  }

  void branch(std::uint32_t which, double bound, double exact) {
    const double at = relaxation_.value(which);
    if (!fixed_.is_open(which)) {  // what the prices fixed led here
      relaxation_.fix_as(fixed_);
      return explore(bound);
    }
    const bool first = relaxation_.value(which) >= 0.5;
    for (const bool to : {first, !first}) {
      if (hopeless(bound)) return;
      const std::size_t before = fixed_.trail().size();
      const double part = to ? 1 - at : at;
      if (fixed_.fix(which, to)) {
        relaxation_.fix_as(fixed_);
        tried_ = {which, to, part, exact};
        explore(bound);
      }
      fixed_.undo(before);
    }
  }

  /// Fixes columns whose other value would cost more than what is left to the cutoff; false: nothing can be better.
  bool fix_by_price(double bound) {
    if (cutoff_ == std::numeric_limits<double>::infinity()) return true;
    double room = cutoff_ - bound;
    if (step_ > 0) room -= step_ - 1e-6 * step_;
    room += 1e-9 * (1 + std::abs(cutoff_));
    const std::vector<double>& reduced = relaxation_.reduced_costs();
    for (std::uint32_t each = 0; each < reduced.size(); ++each) {
      if (!fixed_.is_open(each) || std::abs(reduced[each]) <= room) continue;
      if (!fixed_.fix(each, reduced[each] < 0)) return false;
    }
    return true;
  }

  [[nodiscard]] std::optional<std::uint32_t> first_open() const {
    for (std::uint32_t each = 0; each < rows_->column_count(); ++each)
      if (fixed_.is_open(each)) return each;
    return std::nullopt;
  }

  /// The column to branch on; none: the relaxation is a solution.
  [[nodiscard]] std::optional<std::uint32_t> choose() const {
    std::optional<std::uint32_t> best;
    double most = 0;
    for (std::uint32_t each = 0; each < rows_->column_count(); ++each) {
      const double value = relaxation_.value(each);
      const double part = (std::min)(value, 1 - value);
      if (part <= whole || !fixed_.is_open(each)) continue;
      const double merit =
          (std::max)(1e-6, value * rise_of(each, false)) * (std::max)(1e-6, (1 - value) * rise_of(each, true));
      if (merit <= most) continue;
      most = merit;
      best = each;
    }
    if (!best && !holds()) return first_open();
    return best;
  }

  /// Remembers by how much the bound rose when the column branched on last was fixed, per unit of its change.
  void learn(double now) {
    const attempt last = std::exchange(tried_, attempt{});
    if (last.part == 0) return;
    const double rise = (std::max)(0.0, (std::min)(now, cutoff_) - last.before) / (std::max)(last.part, 1e-3);
    risen_[last.to ? 1 : 0][last.column].add(rise);
    mean_[last.to ? 1 : 0].add(rise);
  }

  /// By how much the bound rises when a column is fixed, per unit of its change (pseudo-costs: Benichou and others 1971,
  /// Mathematical Programming 1, pp. 76-94); for those not yet tried, what it is on average.
  [[nodiscard]] double rise_of(std::uint32_t column, bool to) const {
    const experience& average = mean_[to ? 1 : 0];
    const double usual = average.count > 0 ? average.sum / average.count : 1;
    const experience& own = risen_[to ? 1 : 0][column];
    return (own.sum + usual) / (own.count + 1);
  }

  [[nodiscard]] std::uint8_t nearest(std::uint32_t column) const { return relaxation_.value(column) >= 0.5 ? 1 : 0; }

  [[nodiscard]] bool holds() const {
    for (std::size_t row = 0; row < rows_->row_count(); ++row) {
      std::int32_t sum = -rows_->bound[row];
      for (const row_entry& each : rows_->row(row)) sum += nearest(each.column) * each.factor;
      if (sum < 0) return false;
    }
    return true;
  }

  void take_over() {
    row_solution made;
    made.cost = 0;
    for (std::uint32_t each = 0; each < rows_->column_count(); ++each) {
      made.value.push_back(nearest(each));
      made.cost += nearest(each) ? rows_->cost[each] : 0;
    }
    if (made.cost >= cutoff_) return;
    cutoff_ = made.cost;
    best_ = std::move(made);
  }

  /// A column branched on, before the relaxation was solved again.
  struct attempt {
    std::uint32_t column = 0;
    bool to = false;
    double part = 0;    // how far it was from its new value; 0: no attempt
    double before = 0;  // the bound
  };

  struct experience {
    double sum = 0;
    double count = 0;

    void add(double more) {
      sum += more;
      count += 1;
    }
  };

  const row_system* rows_;
  column_index columns_;
  row_propagation fixed_;
  row_relaxation relaxation_;
  row_effort* effort_;
  double step_;
  double cutoff_;
  std::size_t last_step_ = 0;
  row_solution best_;
  attempt tried_;
  std::vector<experience> risen_[2];                       // by value and column
  experience mean_[2];                                     // by value
  double open_ = std::numeric_limits<double>::infinity();  // least bound of what was not looked into
};

}  // namespace portfit::detail
