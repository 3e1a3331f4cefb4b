#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/explanation.hpp>
#include <portfit/analysis/schedule.hpp>
#include <portfit/analysis/survival.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// One line of a figure that depends on facts, and how likely it is the one that applies.
struct figure_case {
  std::string when;  ///< in words; empty: wherever no line before it applies
  estimate is;
  double chance = 1;                        ///< at the ranking weights
  std::optional<counted_chance> counted{};  ///< of a chance that is counted: of what
};

/// A figure of a step: the lines that may apply, and between what and what it comes out.
struct plan_figure {
  std::vector<figure_case> lines;  ///< empty: the figure was left out
  double low = 0;
  double mean = 0;  ///< over the lines by their chance, each at the mean of its estimate
  double high = 0;
};

/// One remedy of a plan, with what it does, who does and pays it.
struct plan_step {
  std::string remedy;
  std::string by;                    ///< who acts
  std::string paid_by;               ///< `os`, or the vendor's id
  std::vector<std::string> effects;  ///< in words: `makes kernel_source`
  plan_figure effort;                ///< person-months
  plan_figure money;
  plan_figure works;                     ///< chance; left out: 1
  std::map<std::string, estimate> pays;  ///< side payments, money by payee
  std::optional<scheduled_step> timing;  ///< nothing: what it needs cannot come about in this plan
  std::string source;                    ///< id; may be empty
  confidence trust = confidence::c;
  position where;
};

/// What one payer gives for all steps of a plan; ends and means are sums of those of the steps.
struct payer_total {
  std::string payer;  ///< `os`, or the vendor's id
  plan_figure money;  ///< side payments included; without lines
  plan_figure effort;
};

/// An unknown that a plan rests on: what it may turn out to be, and what then becomes of this plan.
struct plan_assumption {
  struct outcome {
    reason told;
    double likelihood = 0;  ///< that every must holds then, at the ranking weights
    double cost = 0;        ///< mean, effort priced in
  };
  reason asked;
  std::vector<outcome> outcomes;
};

/// A plan in full: its steps in a workable order, what they cost whom, how long they take, what they rest on.
struct detailed_plan {
  std::vector<std::string> remedies;  ///< by id
  plan_figures figures;
  std::vector<plan_step> steps;
  std::vector<payer_total> totals;  ///< ours (`os`) first
  schedule timing;
  std::vector<plan_assumption> assumptions;
  std::optional<survival_report> survival;  ///< where a horizon is asked
  /// The vendor's inequality with this plan, in words, where the plan asks the vendor for something.
  std::vector<std::string> stakes;
};

/// The answer to "which is the cheapest plan that does all this with that likelihood?".
struct cheapest_answer {
  double at_least = 0;
  std::vector<std::string> wanted;  ///< shoulds that must hold in full as well, as `owner: name`
  detailed_plan plan;
  outlook likelihood;    ///< that every must and all that is wanted hold
  double promised = 0;   ///< the lower end of the expected likelihood: unknowns without a prior at their worst
  bool reached = false;  ///< false: nothing promises enough, `plan` is the likeliest there is
  bool optimal = true;   ///< false: a limit ended the search
  double bound = 0;      ///< reached: nothing cheaper can do it; else: nothing can promise more
};

/// A plan that no other one dominates in mean cost and promised likelihood.
struct front_plan {
  std::vector<std::string> remedies;
  plan_figures figures;
  double promised = 0;
};

/// A minimal set of remedies that opens the way, whatever it costs: take one away, and it does not. Several are useful only
/// together.
struct minimal_plan {
  std::vector<std::string> remedies;
  plan_figures figures;
  verdict then = verdict::undetermined;  ///< of the pairing asked again with all other remedies left out
};

/// All that is said of plans for one pairing.
struct pairing_plans {
  assessment summary;
  detailed_plan recommended;
  std::optional<cheapest_answer> cheapest;
  std::vector<front_plan> front;  ///< cheapest first; empty where it was not asked for
  bool front_complete = true;
  std::vector<minimal_plan> ways;  ///< likeliest first, then cheapest
  bool ways_complete = true;
};

struct plan_options {
  assess_options assess;
  std::optional<double> at_least = 0.8;  ///< of the cheapest plan; none: no cheapest plan
  std::vector<std::string> wanted;       ///< names of shoulds, `camera` or `aurora: camera`; see `wishes_of`
  std::optional<std::size_t> teams;      ///< of ours; none: as many as it takes
  bool front = false;
  std::size_t ways = 8;  ///< minimal plans; 0: none are looked for
};

}  // namespace portfit
