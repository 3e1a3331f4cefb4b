#pragma once

#include <portfit/formula/decision_problem.hpp>
#include <portfit/formula/formula.hpp>
#include <portfit/graph/encoded_fact.hpp>
#include <portfit/quantity/estimate.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {

/// Price and limits that turn what a plan costs into a score.
struct cost_terms {
  double person_month = 0;      ///< money; 0: effort cannot be priced
  std::optional<double> scale;  ///< money that halves a score; none: cost does not enter
  std::optional<double> money_budget;
  std::optional<double> effort_budget;
};

struct lower_options {
  cost_terms cost;
  /// Share of the value that is there as soon as every must holds (f0 of DESIGN section 2).
  double floor = 0.5;
  /// Give every known fact and every clause a selector, to ask what stands in the way.
  bool relaxable = false;
  /// Lower what each remedy waits for, and its figures line by line, as well.
  bool figures = false;
  /// Lower the value as well; else `mix_value` does it later.
  bool value = true;
  /// Give the facts away with the result.
  bool facts = true;
  /// Leave out all names but those of decisions.
  bool is_terse = false;
  /// Remedies whose chance of success gets a variable even where it is 0 or 1, so that it can be varied. Verdicts are not to be
  /// asked of the result: to them a chance of 0 would be one.
  std::set<std::string> uncertain{};
};

/// One requirement lowered: how far it is met is the sum of the shares whose terms hold (a must has one).
struct lowered_clause {
  std::size_t clause = 0;
  std::vector<std::pair<double, term>> levels;
  std::optional<variable> selector;
};

/// The lines of a figure where each of them applies; no two of these terms hold together.
using lowered_figure = std::vector<std::pair<term, estimate>>;

/// What a remedy waits for, and what it takes then.
struct lowered_remedy {
  term needs = true_term;
  lowered_figure effort;  ///< person-months
  lowered_figure money;
  lowered_figure works;  ///< chance
  lowered_figure takes;  ///< months; where no line applies it takes no time
};

/// The event that a line of a remedy's chance comes true: `surely`, or `more` while `end` holds.
struct lowered_success {
  std::size_t remedy = 0;
  std::size_t line = 0;
  std::optional<variable> surely;  ///< none: its chance is 0 or 1, and no variable was asked for
  std::optional<variable> end;     ///< of a chance with two ends: true takes the upper one
  std::optional<variable> more;
};

/// The event that a hazard does not happen: `surely`, or `more` while `end` holds.
struct lowered_hazard {
  std::optional<variable> surely;  ///< none: its chance is 0 or 1
  std::optional<variable> end;     ///< where it is rare as it may be; one for all causes of a whole
  std::optional<variable> more;
};

/// A constraint graph and one lane as a choice under uncertainty, and how its variables read.
struct lowered_problem {
  decision_problem problem;
  std::vector<lowered_clause> musts;
  std::vector<lowered_clause> shoulds;
  std::map<variable, std::size_t> remedies;   ///< decision -> remedy
  std::map<std::string, encoded_fact> facts;  ///< by key
  std::map<variable, std::size_t> tests;      ///< selector -> condition (entity tests and the like)
  std::map<std::string, variable> questions;  ///< about entities, that nobody can answer yet, by key
  std::vector<variable> stakes;               ///< whether the vendor is willing, where that is unknown
  /// Selector of a test or of a clause that forbids an act -> the variable that says, once it is let go of, whether the test
  /// then holds, or whether the act is then allowed.
  std::map<variable, variable> opened;
  std::vector<lowered_remedy> figures;  ///< by remedy; empty unless asked for
  std::vector<lowered_success> successes;
  std::vector<lowered_hazard> hazards;  ///< by hazard, where a horizon is asked
};

}  // namespace portfit
