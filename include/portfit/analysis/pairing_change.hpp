#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/fact.hpp>

#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// How one side of a comparison differs from the other.
enum class change_kind { added, removed, changed };

[[nodiscard]] inline std::string to_text(change_kind what) {
  switch (what) {
    case change_kind::added: return "added";
    case change_kind::removed: return "removed";
    case change_kind::changed: break;
  }
  return "changed";
}

/// One thing that differs between two catalogs, or between two days, and takes part in a change of an answer.
struct change_cause {
  /// Stable, for programs: `rule` (a law), `membership` (of a place), `exclusivity`, `exception` (to a forbidden act), `clause`
  /// (a forbidden act), `obligation`, `grant` (of an agreement), `requirement`, `remedy`, `service` (provided or substituted),
  /// `vocabulary` (what counts where nobody states it), `market` (where it sells, what it gains), `figure` (scale, person-month,
  /// budget), `rates` (of currencies), `holds` (agreements a vendor holds), `entity` (what belongs to what; a pairing that is new
  /// or gone), `fact`, `time` (ages), `everything` (the two catalogs speak too differently to be compared part by part), `edit` (of
  /// `what_if`: something said anew).
  std::string code;
  change_kind what = change_kind::changed;
  std::string subject;  ///< id of the rule, key of the fact, `owner: name` of a clause ...
  std::string text;     ///< in words, one line
  std::string source;   ///< id of the source; may be empty
  std::string source_title;
  confidence trust = confidence::c;  ///< of the source
  position where;                    ///< in the later catalog; in the earlier one for what was removed
  /// The verdict turns through it, not the score or the plan alone.
  bool turns_verdict = false;
};

/// What became of one pairing between two sides.
struct pairing_change {
  std::string os;
  std::string device;
  std::string market;
  std::optional<assessment> before;  ///< nothing: the pairing is new
  std::optional<assessment> after;   ///< nothing: the pairing is gone
  /// A set of differences that, applied to what was before, give the answer after, and none of which can be left out; several
  /// have this effect only together. Laws and contracts first, facts last.
  std::vector<change_cause> causes;
  /// The causes were verified so by asking again; false: a limit was reached.
  bool exact = true;
};

/// Everything that changed between two sides.
struct diff_result {
  std::vector<pairing_change> changes;  ///< by market, system, device
  std::size_t unchanged = 0;            ///< pairings on both sides whose answer is the same
  bool complete = true;                 ///< false: stopped on the way
};

/// Whether two answers to one question agree: verdict (with `answerable`), recommended plan, whether it is within the budget,
/// and ranking score up to 1e-9. Of what is blocked there is nothing but the verdict to compare.
[[nodiscard]] inline bool same_answer(const assessment& a, const assessment& b) {
  if (a.verdict != b.verdict || a.answerable != b.answerable) return false;
  if (a.verdict == verdict::blocked) return true;
  return a.remedies == b.remedies && a.plan.within_budget == b.plan.within_budget &&
         std::fabs(a.plan.score.ranking - b.plan.score.ranking) <= 1e-9;
}

}  // namespace portfit
