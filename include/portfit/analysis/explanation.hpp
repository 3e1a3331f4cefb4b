#pragma once

#include <portfit/analysis/alternatives.hpp>
#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/loss.hpp>
#include <portfit/analysis/survival.hpp>

#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// One thing an answer rests on: a known fact, a clause, or what the entities of the pairing are.
struct reason {
  /// Stable, for programs: `fact` (a known fact), `entity` (who the vendor is, what it holds, where it is sold), `stake`
  /// (what a vendor gains and loses), `os_requirement`, `market_requirement`, `agreement_clause`, `rule`,
  /// `device_requirement`, `platform_requirement`, `vendor_requirement`, `answer` (an unknown fact and what it may be).
  std::string code;
  std::string subject;  ///< key of the fact, or `owner: name` of the clause
  std::string text;     ///< in words, one line
  std::string source;   ///< id of the source; may be empty
  confidence trust = confidence::c;
  position where;
  /// Somebody could change it; law, and who or where one is, nobody who plans can.
  bool changeable = true;
  /// Remedies of the catalog that touch the fact, by id; empty: no remedy known.
  std::vector<std::string> remedies;
  /// Of a step of a change or an answer: one value of those the text names, which leads where the way out says.
  std::optional<fact_value> value;
};

/// A change that opens a way, or an answer that settles the question; verified by asking again with it applied.
struct way_out {
  enum class kind {
    plan,    ///< remedies of this pairing
    change,  ///< what would have to become different, outside any plan known
    answer,  ///< what the unknown facts would have to turn out to be
  };
  kind is = kind::plan;
  std::vector<std::string> remedies;              ///< of a plan
  std::vector<reason> steps;                      ///< of a change or an answer; several are useful only together
  portfit::verdict then = verdict::undetermined;  ///< the verdict with it applied
};

/// Why the answer is what it is, as data; report/ renders it short or long.
struct explanation {
  assessment summary;
  std::vector<std::vector<reason>> conflicts;  ///< of blocked: minimal sets that leave no way through, smallest first
  std::vector<way_out> ways;                   ///< smallest first
  std::vector<alternative> alternatives;       ///< of blocked: near pairings that are not; no ways out of this one
  std::vector<reason> sufficient;              ///< of ready and feasible: known facts that suffice together
  std::vector<reason> unknowns;                ///< facts the answer rests on that nobody knows
  loss_breakdown loss;                         ///< of the recommended plan, unless blocked
  std::optional<survival_report> survival;     ///< of that plan, where a horizon is asked
  bool complete = true;                        ///< false: a limit was reached, there may be more conflicts or ways
};

}  // namespace portfit
