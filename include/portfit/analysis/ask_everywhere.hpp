#pragma once

#include <portfit/analysis/ask.hpp>
#include <portfit/analysis/rank.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace portfit {

/// Which pairings are asked about; an empty list means all.
struct ask_everywhere_options {
  ask_options each;
  std::vector<std::string> systems;
  std::vector<std::string> devices;
  std::vector<std::string> markets;
  std::vector<std::string> vendors;  ///< that sell the device
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// An answer to a question that several pairings share.
struct common_answer {
  std::string text;
  std::string set;               ///< what `--set` takes to state it; may be empty
  std::optional<double> chance;  ///< by the prior
};

/// One question, however many pairings it is open in.
struct common_question {
  std::string code;  ///< as in `asked_question`, like all up to `rests_on`
  std::string key;
  std::string owner;
  std::string fact;
  std::string question;
  std::string background;
  std::vector<std::string> rests_on;
  std::vector<common_answer> answers;  ///< those of the pairing `where`
  bool other_answers = false;          ///< other pairings tell other values apart
  std::vector<std::size_t> pairings;   ///< in which it is open, by index in `inquiry_sweep::inquiries`
  /// In so many of them an answer moves something: it is worth something, saves something, changes the verdict or the plan's
  /// price, duration or chance, or, where there is no prior, moves what is sure or possible.
  std::size_t moved = 0;
  bool has_prior = false;
  /// Score points, of questions with a prior: the value in the pairing where it is worth most, and the sum over pairings. Each
  /// pairing is valued alone; the sum is no value of anything, for a maker may take on one of them only.
  std::optional<double> largest;
  std::optional<double> sum;
  std::size_t where = 0;  ///< the pairing of `largest`, else the one whose score moves most
  double largest_at_even_odds =
      0;              ///< as `largest`, at even odds where there is no prior: to order by, and for nothing else
  double saving = 0;  ///< the largest of any pairing
  double guaranteed_rise = 0;  ///< the largest of any pairing
  double possible_fall = 0;    ///< the largest of any pairing
};

/// What to ask one vendor.
struct questionnaire {
  std::string vendor;                  ///< empty: what no vendor can answer (about systems, markets, the world)
  std::vector<std::size_t> questions;  ///< by index in `inquiry_sweep::questions`, in their order
};

/// What to ask about several pairings, and whom.
struct inquiry_sweep {
  std::vector<inquiry> inquiries;  ///< by market, system, device
  std::vector<common_question>
      questions;  ///< those with a prior first, by `largest`, `saving`; then by the largest movement; then by key
  std::vector<questionnaire>
      questionnaires;    ///< by vendor, what no vendor can answer last; of questions that move something
  bool complete = true;  ///< false: stopped on the way, or a limit was reached
};

namespace detail {

/// Puts the questions of several pairings together.
class question_collector {
 public:
  explicit question_collector(const catalog& world) : world_(world) {}

  void add(const inquiry& from, std::size_t pairing) {
    const std::set<std::size_t> first(from.ask_first.begin(), from.ask_first.end());
    for (std::size_t index = 0; index < from.questions.size(); ++index)
      add(from.questions[index], pairing, first.contains(index));
  }

  [[nodiscard]] std::vector<common_question> in_order() const {
    std::vector<common_question> result;
    for (const auto& [key, each] : found_) result.push_back(each);
    std::sort(result.begin(), result.end(), [](const common_question& a, const common_question& b) {
      const auto place = [](const common_question& each) {
        return std::tuple(each.largest ? 0 : 1, -on_grid(each.largest.value_or(0)), -on_grid(each.saving),
                          -on_grid(each.guaranteed_rise + each.possible_fall), -on_grid(each.largest_at_even_odds),
                          each.key);
      };
      return place(a) < place(b);
    });
    return result;
  }

  /// Whom a question goes to: the vendor it is about; else those that sell the devices, for a chip maker owes us no answer.
  [[nodiscard]] std::set<std::string> asked_of(const common_question& asked,
                                               const std::vector<inquiry>& inquiries) const {
    if (world_.vendors.contains(asked.owner)) return {asked.owner};
    if (world_.systems.contains(asked.owner) || world_.markets.contains(asked.owner) || asked.owner == "world")
      return {std::string()};
    std::set<std::string> result;
    for (const std::size_t each : asked.pairings) result.insert(inquiries[each].now.vendor);
    return result;
  }

 private:
  void add(const asked_question& asked, std::size_t pairing, bool moves_plan) {
    common_question& into = found_[asked.key];
    if (into.pairings.empty()) {
      into.code = asked.code;
      into.key = asked.key;
      into.owner = asked.owner;
      into.fact = asked.fact;
      into.question = asked.question;
      into.background = asked.background;
      into.rests_on = asked.rests_on;
      into.has_prior = asked.has_prior;
      into.where = pairing;
    }
    into.pairings.push_back(pairing);
    const double movement = into.guaranteed_rise + into.possible_fall;
    if (asked.value) {
      if (!into.largest || on_grid(*into.largest) < on_grid(*asked.value)) into.where = pairing;
      into.largest = (std::max)(into.largest.value_or(0), *asked.value);
      into.sum = into.sum.value_or(0) + *asked.value;
    } else if (!into.largest && on_grid(movement) < on_grid(asked.movement())) {
      into.where = pairing;
    }
    into.guaranteed_rise = (std::max)(into.guaranteed_rise, asked.guaranteed_rise);
    into.possible_fall = (std::max)(into.possible_fall, asked.possible_fall);
    into.largest_at_even_odds = (std::max)(into.largest_at_even_odds, asked.value_at_even_odds);
    into.saving = (std::max)(into.saving, asked.saving);
    const bool pays = on_grid(asked.value.value_or(0)) > 0 || asked.saving > 0;
    const bool moves_ends = !asked.value && on_grid(asked.movement()) > 0;
    if (moves_plan || pays || asked.changes_verdict() || moves_ends) ++into.moved;
    take_answers(asked, into, into.where == pairing);
  }

  static void take_answers(const asked_question& asked, common_question& into, bool from_here) {
    std::vector<common_answer> answers;
    for (const asked_answer& each : asked.answers) answers.push_back({each.text, each.set, each.chance});
    const bool is_first = into.pairings.size() == 1;
    const bool same = std::equal(answers.begin(), answers.end(), into.answers.begin(), into.answers.end(),
                                 [](const common_answer& a, const common_answer& b) { return a.text == b.text; });
    into.other_answers = into.other_answers || (!is_first && !same);
    if (from_here) into.answers = std::move(answers);
  }

  const catalog& world_;
  std::map<std::string, common_question> found_;
};

inline void add_questionnaires(inquiry_sweep& result, const question_collector& collected) {
  std::map<std::string, std::vector<std::size_t>> by_vendor;
  for (std::size_t index = 0; index < result.questions.size(); ++index)
    if (result.questions[index].moved > 0)
      for (const std::string& vendor : collected.asked_of(result.questions[index], result.inquiries))
        by_vendor[vendor].push_back(index);
  for (auto& [vendor, questions] : by_vendor)
    if (!vendor.empty()) result.questionnaires.push_back({vendor, std::move(questions)});
  if (const auto none = by_vendor.find(""); none != by_vendor.end())
    result.questionnaires.push_back({"", std::move(none->second)});
}

/// The pairings asked about: market by market, system by system.
[[nodiscard]] inline std::vector<pairing_entities> pairings_asked(const catalog& world,
                                                                  const ask_everywhere_options& options) {
  std::vector<pairing_entities> result;
  for (const market* where : markets_of(world, options.markets))
    for (const auto& [os_id, os] : world.systems)
      for (const auto& [id, each] : world.devices)
        if (!os.abstract && selected(options.systems, os_id) && selected(options.devices, id) &&
            selected(options.vendors, each.vendor))
          result.push_back({&os, where, &each});
  return result;
}

}  // namespace detail

/// What to ask about every pairing asked for, each question once, and a questionnaire for each vendor.
///
/// A fact stated on a platform or a vendor is one question for all its devices. Each pairing is looked at as `ask` does.
/// @pre `world` was read without errors.
/// Complexity: one graph per system and market, an `ask` per pairing; leave out `each.together` and `each.durations` in sweeps.
[[nodiscard]] inline inquiry_sweep ask_everywhere(const catalog& world, const ask_everywhere_options& options = {}) {
  inquiry_sweep result;
  const std::vector<pairing_entities> pairings = detail::pairings_asked(world, options);
  detail::question_collector collected(world);
  std::optional<constraint_graph> graph;
  for (std::size_t index = 0; index < pairings.size(); ++index) {
    const pairing_entities& who = pairings[index];
    if (options.stop.stop_requested()) {
      result.complete = false;
      break;
    }
    if (index == 0 || who.os != pairings[index - 1].os || who.market != pairings[index - 1].market)
      graph = build_graph(world, *who.os, *who.market, options.each.assess.asked);
    result.inquiries.push_back(ask(world, *graph, who, options.each));
    result.complete = result.complete && result.inquiries.back().complete;
    collected.add(result.inquiries.back(), index);
    if (options.progress) options.progress(index + 1, pairings.size());
  }
  result.questions = collected.in_order();
  detail::add_questionnaires(result, collected);
  return result;
}

}  // namespace portfit
