#pragma once

#include "support/random.hpp"

#include <portfit/formula/formula.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace portfit_test {

/// How the requirements of a made-up repair problem hang together.
enum class repair_family {
  local,   ///< remedies are shared by requirements near to each other, costs lie far apart
  global,  ///< some remedies are shared by requirements anywhere, costs lie far apart
  hard,    ///< every requirement asks k of n remedies near to it, costs are nearly equal
  tight,   ///< as hard, from anywhere: far from what their linear relaxation costs
};

/// What is to be repaired at least cost: a formula over decisions alone.
struct repair_problem {
  portfit::formula terms;
  portfit::term goal = portfit::true_term;
  std::vector<double> cost;  ///< by variable
  std::vector<std::pair<portfit::variable, portfit::variable>> exclusions;
};

/// Makes requirements over twice as many remedies, some of which need other ones first.
class repair_maker {
 public:
  repair_maker(repair_family family, std::size_t requirements, std::uint64_t seed)
      : family_(family), count_(requirements), random_(seed * 3 + static_cast<std::uint64_t>(family)) {}

  [[nodiscard]] repair_problem make() && {
    const std::size_t remedies = family_ == repair_family::tight ? count_ : 2 * count_;
    for (std::size_t index = 0; index < remedies; ++index) add_remedy(index);
    std::vector<portfit::term> requirements;
    for (std::size_t index = 0; index < count_; ++index)
      requirements.push_back(counted() ? counted_requirement(index) : requirement(index));
    made_.goal = made_.terms.conjunction(std::move(requirements));
    keep_a_way();
    return std::move(made_);
  }

 private:
  /// Drops exclusions until the goal can hold without the second one of every pair.
  void keep_a_way() {
    std::vector<std::pair<portfit::variable, portfit::variable>> kept;
    std::vector<bool> taken(made_.terms.variable_count(), true);
    for (const auto& [one, other] : made_.exclusions) {
      taken[other] = false;
      if (made_.terms.evaluate(made_.goal, taken)) {
        kept.emplace_back(one, other);
      } else {
        taken[other] = true;
      }
    }
    made_.exclusions = std::move(kept);
  }

  [[nodiscard]] bool counted() const { return family_ == repair_family::hard || family_ == repair_family::tight; }

  void add_remedy(std::size_t index) {
    const portfit::variable chosen = made_.terms.add_variable(std::string("r").append(std::to_string(index)));
    made_.cost.push_back(counted() ? random_.between(95, 105) : random_.between(5, 100));
    portfit::term effect = made_.terms.literal(chosen);
    if (!counted() && index > 2 && random_.chance(0.2)) {
      portfit::term needs = effects_[index - 1 - random_.below((std::min)(index, std::size_t{6}))];
      if (random_.chance(0.3))
        needs = made_.terms.disjunction(needs, effects_[index - 1 - random_.below((std::min)(index, std::size_t{6}))]);
      effect = made_.terms.conjunction(effect, needs);
    }
    effects_.push_back(effect);
    if (!counted() && index > 2 && random_.chance(0.01))
      made_.exclusions.emplace_back(chosen - 1 - static_cast<portfit::variable>(random_.below(2)), chosen);
  }

  /// A remedy that the requirement may draw on.
  portfit::term draw(std::size_t requirement) {
    const double anywhere = family_ == repair_family::tight ? 1 : family_ == repair_family::global ? 0.2 : 0;
    if (random_.chance(anywhere)) return effects_[random_.below(effects_.size())];
    const std::size_t own = requirement * effects_.size() / count_;
    const std::size_t reach = random_.chance(0.6) ? 2 : 10;
    const std::size_t first = own > reach / 2 ? own - reach / 2 : 0;
    return effects_[(std::min)(first + random_.below(reach + 1), effects_.size() - 1)];
  }

  portfit::term requirement(std::size_t index) {
    std::vector<portfit::term> options;
    for (int each = random_.between(2, 4); each > 0; --each) {
      const portfit::term one = draw(index);
      options.push_back(random_.chance(0.2) ? made_.terms.conjunction(one, draw(index)) : one);
    }
    return made_.terms.disjunction(std::move(options));
  }

  /// At least two or three of four to seven different remedies.
  portfit::term counted_requirement(std::size_t index) {
    std::vector<portfit::term> options;
    const std::size_t wide = 4 + random_.below(4);
    while (options.size() < wide) {
      const portfit::term one = draw(index);
      if (std::find(options.begin(), options.end(), one) == options.end()) options.push_back(one);
    }
    return made_.terms.at_least(2 + random_.below(2), std::move(options));
  }

  repair_family family_;
  std::size_t count_;
  random_source random_;
  repair_problem made_;
  std::vector<portfit::term> effects_;
};

[[nodiscard]] inline repair_problem make_repair(repair_family family, std::size_t requirements, std::uint64_t seed) {
  return repair_maker(family, requirements, seed).make();
}

}  // namespace portfit_test
