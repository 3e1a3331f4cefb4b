#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/search/value_of_information.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What a given plan comes to; open-loop, so nothing is left out of it once an answer is there.
struct plan_outcome {
  double score = 0;                ///< ranking score
  double likelihood = 0;           ///< chance that every must holds, unknowns without a prior at even odds
  double cost = 0;                 ///< mean, our share, effort priced in
  double effort = 0;               ///< mean, person-months
  std::optional<estimate> months;  ///< until its last step is over; nothing where this was not looked at
};

/// One way an unknown may turn out, and where that leads.
struct asked_answer {
  std::string text;                 ///< `yes`, `4 GiB or more`
  std::string set;                  ///< what `--set` takes to state it; empty: it cannot be stated in one line
  std::optional<fact_value> value;  ///< of a fact: one value that it may have then
  std::optional<double> chance;     ///< by the prior; nothing where there is none
  double weight = 0;                ///< the chance, or even odds (to choose and order, and for nothing else)
  portfit::verdict verdict = portfit::verdict::undetermined;
  bool answerable = false;
  std::vector<std::string> remedies;  ///< of the plan recommended then, by id
  plan_outcome plan;                  ///< that plan's figures
  bool within_budget = true;
  double best_guaranteed = 0;  ///< the highest guaranteed score of any plan then
  double best_possible = 0;
  plan_outcome kept;  ///< figures of the plan asked about (`inquiry::plan`) if it is kept
};

/// One thing that nobody knows and somebody may be asked.
struct asked_question {
  /// Stable, for programs: `fact`, `entity` (about the entities of the pairing: what the vendor holds, which platform it is),
  /// `stake` (whether the vendor is willing).
  std::string code;
  std::string key;    ///< `x1: kernel_source`, `acme: holds google`, `acme is willing`; equal keys are one question
  std::string owner;  ///< id of whom or what it is about: a device, platform, vendor, port, system, market, or `world`
  std::string fact;   ///< name in the vocabulary; empty where it is about no fact
  std::string question;               ///< in the vocabulary's words, else in plain ones
  std::string background;             ///< of a stake: the inequality; else what is believed; may be empty
  std::vector<std::string> rests_on;  ///< of a stake: what would settle it, as `--set` takes it
  bool has_prior = false;
  /// Score points: the mean of the best plan's ranking score over the answers, less that of the best plan now. Nothing for a
  /// question without a prior: an expectation needs one. See `value_of_information`.
  std::optional<double> value;
  /// Of the value, what comes from taking another plan than now: the mean of the best plan's score less that of the plan
  /// recommended now, each by answer. The rest comes from knowing the cost alone, for a score takes affordability of the mean.
  std::optional<double> by_choice;
  double value_at_even_odds = 0;  ///< the same, at even odds where there is no prior: to order by, and for nothing else
  double guaranteed_rise = 0;     ///< by how much the best guaranteed score rises, by the answer that raises it most
  double possible_fall = 0;       ///< by how much the best possible score falls, by the answer that lowers it most
  double cost_after = 0;          ///< mean cost of the plans recommended by answer, weighted as `asked_answer::weight`
  double saving = 0;          ///< how much that is less than the plan recommended now costs; of a question with a prior
  bool changes_plan = false;  ///< some answer recommends another plan
  std::vector<asked_answer> answers;  ///< empty where there are more than `ask_options::answers`

  /// The verdict depends on the answer.
  [[nodiscard]] bool changes_verdict() const {
    for (const asked_answer& each : answers)
      if (each.verdict != answers.front().verdict) return true;
    return false;
  }
  /// How far its answers move what is sure and what can be: facts without a prior are ordered by it.
  [[nodiscard]] double movement() const { return guaranteed_rise + possible_fall; }
};

/// What to ask of one pairing before deciding.
struct inquiry {
  assessment now;
  double best_guaranteed = 0;  ///< of any plan
  double best_possible = 0;
  std::vector<asked_question> questions;  ///< those with a prior first: by value, then saving; then by `movement`
  std::size_t with_prior = 0;             ///< so many of them have one
  /// Of questions with a prior, by index in `questions`. `singles` has one entry for each of them, `now` the score in it.
  information_value together;
  std::vector<std::string> plan;  ///< the plan asked about, by id: the one given, else the recommended one
  plan_outcome figures;           ///< its figures now
  /// Questions whose answers change price, duration or chance of that plan, by index, in the order to ask them: by the mean
  /// change of its score, then the spread of its cost, effort, duration, chance, then key.
  std::vector<std::size_t> ask_first;
  bool complete = true;  ///< false: a limit was reached
};

}  // namespace portfit
