#pragma once

#include <portfit/diagram/fold.hpp>
#include <portfit/search/detail/partial_plan.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What decisions not yet made cost at least if a conjunction is to hold with a given chance, and a sequence of decisions
/// that goes well with it.
///
/// Conjuncts that share variables are taken one after the other and put into blocks that share none; conjuncts that link
/// blocks are left out, which can only raise the chance. Of each block all plans are looked at, and the undominated pairs
/// of cost and chance are joined from the last block to the first: costs add, chances multiply.
class suffix_bound {
 public:
  /// Nothing is known: every bound is 0.
  suffix_bound() = default;

  /// @param parts  the conjuncts; none is `no_edge`
  /// @param cost   by variable, not negative
  suffix_bound(compiled_problem& compiled, const std::vector<edge>& parts, const std::vector<double>& cost)
      : compiled_(&compiled), cost_(&cost), decisions_(compiled.mask({variable_role::decision})) {
    const std::vector<conjunct> sequence = arrange(parts);
    rank_decisions(sequence);
    make_blocks(sequence);
    join_from_last();
    for (suffix& each : suffixes_) each.before = before(sequence, each);
  }

  /// By variable, when to decide it; decisions that no conjunct rests on come last.
  [[nodiscard]] const std::vector<std::uint32_t>& ranks() const { return rank_; }

  /// The least cost of decisions from a rank on, if those before are as chosen; infinite where the chance cannot be
  /// reached.
  [[nodiscard]] double least_cost(std::uint32_t rank, const decision_set& chosen, double chance) const {
    const auto next = static_cast<std::size_t>(
        std::find_if(suffixes_.begin(), suffixes_.end(), [rank](const suffix& each) { return each.first >= rank; }) -
        suffixes_.begin());
    const std::vector<point> nothing{{0, 1}};
    const std::vector<point>& later = next < suffixes_.size() ? suffixes_[next].points : nothing;
    double result = 0;
    if (next < suffixes_.size()) {
      const double most = most_of(suffixes_[next].before, rank, chosen);
      result = cheapest_pair(nothing, later, (chance - slack) / most);
    }
    if (next > 0) {  // the block at hand
      const block& begun = blocks_[next - 1];
      const double most = most_of(suffixes_[next - 1].before, rank, chosen);
      const std::vector<point>& own = begun.points[place_in(begun, rank, chosen)];
      result = (std::max)(result, cheapest_pair(own, later, (chance - slack) / most));
    }
    return result;
  }

 private:
  static constexpr double slack = 2e-9;  // likelihoods are compared on a grid of 1e-9
  static constexpr std::size_t widest_block = 8;
  static constexpr std::size_t most_points = 1000;

  struct conjunct {
    edge function = bdd_manager::true_edge;
    std::vector<variable> variables;  // ascending
    std::vector<variable> decisions;  // ascending
    std::uint32_t top = 0;            // the level of its first variable
  };

  struct point {
    double cost = 0;
    double chance = 1;
  };

  struct block {
    edge function = bdd_manager::true_edge;
    std::vector<variable> variables;
    std::vector<variable> decisions;  // at last, by rank
    /// Dearer and likelier: by what was decided, as a tree whose root is 1 and where i has the children 2i (refused) and
    /// 2i + 1 (taken); costs are those of what is left.
    std::vector<std::vector<point>> points;
  };

  /// A block and all after it.
  struct suffix {
    std::uint32_t first = 0;    // rank of its first decision
    std::vector<point> points;  // dearer and likelier
    std::vector<variable> variables;
    edge before = bdd_manager::no_edge;  // the conjuncts that share no variable with it
  };

  /// Each conjunct after those that it shares most with, the later ones counting more; else by level.
  [[nodiscard]] std::vector<conjunct> arrange(const std::vector<edge>& parts) const {
    std::vector<conjunct> open;
    for (const edge each : parts) open.push_back(describe(each));
    std::vector<conjunct> result;
    std::vector<std::size_t> last_seen(decisions_.size(), 0);  // by variable: one more than where it was seen last
    while (!open.empty()) {
      const auto nearness = [&](const conjunct& of) {
        std::size_t sum = 0;
        for (const variable each : of.variables) sum += last_seen[each];
        return sum;
      };
      const auto next = std::max_element(open.begin(), open.end(), [&](const conjunct& one, const conjunct& other) {
        return std::pair(nearness(one), other.top) < std::pair(nearness(other), one.top);
      });
      result.push_back(std::move(*next));
      open.erase(next);
      for (const variable each : result.back().variables) last_seen[each] = result.size();
    }
    return result;
  }

  [[nodiscard]] conjunct describe(edge function) const {
    conjunct made{function, {}, {}, (std::numeric_limits<std::uint32_t>::max)()};
    for (const variable each : compiled_->diagrams().support(function)) {
      made.variables.push_back(each);
      if (decisions_[each]) made.decisions.push_back(each);
      made.top = (std::min)(made.top, compiled_->diagrams().level_of(each));
    }
    std::sort(made.variables.begin(), made.variables.end());
    std::sort(made.decisions.begin(), made.decisions.end());
    return made;
  }

  void rank_decisions(const std::vector<conjunct>& sequence) {
    const auto last = static_cast<std::uint32_t>(decisions_.size());
    rank_.assign(last, last);
    std::uint32_t next = 0;
    for (const conjunct& each : sequence)
      for (const variable one : each.decisions)
        if (rank_[one] == last) rank_[one] = next++;
    for (variable each = 0; each < last; ++each)
      if (rank_[each] == last) rank_[each] += each;
  }

  static std::vector<variable> united(const std::vector<variable>& one, const std::vector<variable>& other) {
    std::vector<variable> result;
    std::set_union(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(result));
    return result;
  }

  static bool meet(const std::vector<variable>& one, const std::vector<variable>& other) {
    std::vector<variable> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    return !both.empty();
  }

  /// A conjunct joins the last block if it shares something with it alone and the block stays narrow, begins a new one if
  /// it shares nothing with any, and is left out otherwise.
  void make_blocks(const std::vector<conjunct>& sequence) {
    for (const conjunct& each : sequence) {
      if (each.decisions.empty()) continue;
      const auto shared = std::find_if(blocks_.begin(), blocks_.end(),
                                       [&](const block& made) { return meet(made.variables, each.variables); });
      if (shared == blocks_.end()) {
        if (each.decisions.size() <= widest_block)
          blocks_.push_back({each.function, each.variables, each.decisions, {}});
        continue;
      }
      if (std::next(shared) != blocks_.end()) continue;
      const std::vector<variable> decisions = united(shared->decisions, each.decisions);
      if (decisions.size() > widest_block) continue;
      const edge both = compiled_->diagrams().conjunction(shared->function, each.function);
      if (both == bdd_manager::no_edge) continue;
      *shared = {both, united(shared->variables, each.variables), decisions, {}};
    }
  }

  /// The chance of a conjunction at most, if decisions before a rank are as chosen.
  [[nodiscard]] double most_of(edge function, std::uint32_t rank, const decision_set& chosen) const {
    if (function == bdd_manager::no_edge) return 1;
    std::map<variable, bool> made;
    for (const variable each : compiled_->decisions())
      if (rank_[each] < rank) made[each] = std::binary_search(chosen.begin(), chosen.end(), each);
    const edge left = compiled_->diagrams().restrict(function, made);
    if (left == bdd_manager::no_edge) return 1;
    return better_branches(compiled_->diagrams(), left, decisions_, compiled_->problem().weight);
  }

  [[nodiscard]] std::size_t place_in(const block& begun, std::uint32_t rank, const decision_set& chosen) const {
    std::size_t place = 1;
    for (const variable each : begun.decisions) {
      if (rank_[each] >= rank) break;
      place = 2 * place + (std::binary_search(chosen.begin(), chosen.end(), each) ? 1 : 0);
    }
    return place;
  }

  /// The least sum of costs of two points whose chances multiply to what is wanted: as one gets likelier, the other need not.
  static double cheapest_pair(const std::vector<point>& own, const std::vector<point>& later, double wanted) {
    double least = std::numeric_limits<double>::infinity();
    std::size_t last = later.size();
    for (const point& each : own) {
      while (last > 0 && each.chance * later[last - 1].chance >= wanted) --last;
      if (last < later.size() && each.chance * later[last].chance >= wanted)
        least = (std::min)(least, each.cost + later[last].cost);
    }
    return least;
  }

  void join_from_last() {
    std::vector<point> after{{0, 1}};
    std::vector<variable> variables;
    for (auto each = blocks_.rbegin(); each != blocks_.rend(); ++each) {
      std::sort(each->decisions.begin(), each->decisions.end(),
                [this](variable one, variable other) { return rank_[one] < rank_[other]; });
      each->points.resize(std::size_t{2} << each->decisions.size());
      collect(*each, each->function, 1, 0);
      std::vector<point> joined;
      for (const point& one : each->points[1])
        for (const point& other : after) joined.push_back({one.cost + other.cost, one.chance * other.chance});
      keep_undominated(joined);
      variables = united(variables, each->variables);
      std::uint32_t first = (std::numeric_limits<std::uint32_t>::max)();
      for (const variable one : each->decisions) first = (std::min)(first, rank_[one]);
      if (!suffixes_.empty()) first = (std::min)(first, suffixes_.back().first);
      suffixes_.push_back({first, joined, variables, bdd_manager::no_edge});
      after = std::move(joined);
    }
    std::reverse(suffixes_.begin(), suffixes_.end());
  }

  /// All plans of a block.
  void collect(block& of, edge function, std::size_t place, std::size_t depth) {
    bdd_manager& diagrams = compiled_->diagrams();
    std::vector<point>& own = of.points[place];
    if (depth == of.decisions.size()) {
      const bool lost = function == bdd_manager::no_edge;  // the node budget ended: nothing is known
      own.push_back({0, lost ? 1 : probability_of(diagrams, function, compiled_->problem().weight)});
      return;
    }
    const variable decision = of.decisions[depth];
    collect(of, diagrams.restrict(function, decision, false), 2 * place, depth + 1);
    collect(of, diagrams.restrict(function, decision, true), 2 * place + 1, depth + 1);
    own = of.points[2 * place];
    for (const point& each : of.points[2 * place + 1]) own.push_back({each.cost + (*cost_)[decision], each.chance});
    keep_undominated(own);
  }

  /// Leaves the points that none is as cheap and as likely as; of very many, neighbours become one that dominates both.
  static void keep_undominated(std::vector<point>& points) {
    std::sort(points.begin(), points.end(), [](const point& one, const point& other) {
      return one.cost != other.cost ? one.cost < other.cost : one.chance > other.chance;
    });
    std::size_t kept = 0;
    for (const point& each : points)
      if (kept == 0 || each.chance > points[kept - 1].chance) points[kept++] = each;
    points.resize(kept);
    while (points.size() > most_points) {
      for (std::size_t at = 0; at < points.size(); at += 2) {
        points[at / 2] = points[at];
        if (at + 1 < points.size()) points[at / 2].chance = points[at + 1].chance;
      }
      points.resize((points.size() + 1) / 2);
    }
  }

  edge before(const std::vector<conjunct>& sequence, const suffix& of) {
    edge result = bdd_manager::true_edge;
    for (const conjunct& each : sequence)
      if (!meet(each.variables, of.variables)) result = compiled_->diagrams().conjunction(result, each.function);
    return result;
  }

  compiled_problem* compiled_ = nullptr;
  const std::vector<double>* cost_ = nullptr;
  std::vector<char> decisions_;      // by variable: non-zero for decisions
  std::vector<std::uint32_t> rank_;  // by variable
  std::vector<block> blocks_;
  std::vector<suffix> suffixes_;  // by first rank
};

}  // namespace portfit::detail
