#pragma once

#include <portfit/catalog/remedy.hpp>
#include <portfit/catalog/vocabulary.hpp>
#include <portfit/formula/decision_problem.hpp>
#include <portfit/graph/fact_classes.hpp>
#include <portfit/graph/lane.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// One fact of a lane as the formula has it.
struct encoded_fact {
  std::string key;
  std::size_t slot = 0;  ///< a slot that leads to it
  const fact_state* state = nullptr;
  const fact_declaration* declared = nullptr;
  bool matters = false;                                         ///< the goal depends on it
  std::vector<std::pair<std::size_t, const effect*>> touching;  ///< remedies and what they do to it
  std::vector<std::size_t> hazards;                             ///< that break it
  std::vector<fact_test> tests;
  std::vector<fact_change> changes;  ///< the different ones that remedies may bring about
  std::vector<fact_class> classes;   ///< of an unknown fact (or of any, when it may be let go)
  std::vector<term> events;          ///< by class: the fact lies in it
  std::vector<term> from;            ///< by class: the fact lies in it or a later one; one more at the end: never
  std::vector<variable> variables;   ///< of the chain
  std::optional<variable> selector;  ///< when it may be let go: true keeps what is known
  /// When it may be let go and has several values, all to be had: true leaves it so, for no class stands for them.
  std::optional<variable> stays;

  /// What the chain's variables must be for the fact to lie in a class. @pre `which < classes.size()`
  [[nodiscard]] std::map<variable, bool> lying_in(std::size_t which) const {
    std::map<variable, bool> values;
    for (std::size_t index = 0; index < variables.size() && index <= which; ++index)
      values[variables[index]] = index == which;
    if (stays) values[*stays] = false;
    return values;
  }
};

}  // namespace portfit
