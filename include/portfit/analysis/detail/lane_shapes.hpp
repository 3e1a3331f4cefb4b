#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/detail/lane_patterns.hpp>
#include <portfit/analysis/detail/lane_problem.hpp>
#include <portfit/analysis/detail/weight_sources.hpp>
#include <portfit/formula/mixture.hpp>
#include <portfit/graph/detail/lane_lowering.hpp>
#include <portfit/graph/detail/row_numbers.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Where the answer to a lane and the questions it rests on are found.
struct lane_reply {
  std::uint32_t answer = 0;
  std::uint32_t questions = 0;
};

/// Sorts signatures of one constraint graph into shapes, compiles each once, and answers every distinct set of chances once.
class lane_shapes {
 public:
  lane_shapes(lane_reader& reader, const catalog& world, const assess_options& options)
      : reader_(reader),
        world_(world),
        graph_(reader.graph()),
        all_(tables(graph_)),
        options_(options),
        lowering_(lowering_options(world, options)),
        patterns_(reader) {
    lowering_.value = false;  // it is mixed here, for many lanes of one formula
    lowering_.is_terse = true;
  }
  lane_shapes(const lane_shapes&) = delete;
  lane_shapes& operator=(const lane_shapes&) = delete;

  /// What is told of a signature; the answer itself is there after `settle`.
  /// @param which  a device that has the signature
  lane_reply reply_to(std::span<const std::uint32_t> row, std::uint32_t which) {
    const lane_pattern& here = patterns_.of(row);
    open_shape& open = open_shape_of(here, row, which);
    const std::vector<mixture_draw> draws = mixture_draws(shares_of(here, open, which));
    const lane_shape& shape = shape_of(open, draws);
    weight_ = shape.weight;
    fill_weights(weight_, shape.sources, reader_, row);
    auto place = shape.mixture.begin();
    for (const mixture_draw& each : draws) {
      if (!each.is_drawn || place == shape.mixture.end()) continue;
      if (*place != nowhere) weight_[*place] = each.chance;
      ++place;
    }
    return {answer_of(*shape.problem, which), shape.questions};
  }

  /// Finds all answers that are waited for.
  void settle() {
    std::vector<objective> wanted{objective::ranking};
    if (options_.best_guaranteed) wanted.push_back(objective::guaranteed);
    for (lane_problem* const each : busy_)
      each->settle(wanted, [&](std::uint32_t answer, std::vector<search_result>& found) {
        if (each->exhausted())
          assess_alone(answers_[answer], representatives_[answer]);
        else
          tell(answers_[answer], *each, found);
      });
    busy_.clear();
  }

  [[nodiscard]] const lane_answer& operator[](std::uint32_t number) const { return answers_[number]; }
  [[nodiscard]] const shape_questions& questions(std::uint32_t number) const { return questions_[number]; }
  [[nodiscard]] std::size_t answer_count() const { return answers_.size(); }
  [[nodiscard]] std::size_t shape_count() const { return shapes_before_ + shapes_.size(); }
  [[nodiscard]] std::size_t problem_count() const { return problems_before_ + problems_.size(); }

  /// Whether so much is held that it should be let go of; what comes again is compiled again.
  [[nodiscard]] bool is_full() const { return problems_.size() > most_problems || shapes_.size() > most_shapes; }

  /// Forgets everything that is not in the replies given so far. @pre No answer is waited for.
  void forget_shapes() {
    shapes_before_ += shapes_.size();
    problems_before_ += problems_.size();
    patterns_.forget();
    open_keys_.clear();
    problem_keys_.clear();
    answer_keys_.clear();
    open_shapes_.clear();
    shapes_.clear();
    problems_.clear();
    answer_of_key_.clear();
  }

  /// Forgets the replies as well.
  void forget() {
    forget_shapes();
    answers_.clear();
    representatives_.clear();
    question_keys_.clear();
    questions_.clear();
  }

 private:
  static constexpr std::size_t most_problems = 1024;
  static constexpr std::size_t most_shapes = 8192;

  /// Lanes with one formula, labels and chances left out, and where their chances come from.
  struct lane_shape {
    lane_problem* problem = nullptr;
    std::uint32_t questions = 0;
    std::vector<double> weight;  // by place among what the problem asks; of some other lane where a source says it
    std::vector<weight_source> sources;  // their variables are such places
    std::vector<std::size_t> mixture;    // such places too, in the order of draws; or nowhere
  };

  /// Lanes with one formula, but for how the value is mixed.
  struct open_shape {
    decision_problem problem;             // without a value
    std::vector<lowered_clause> shoulds;  // what settled ones come to is filled in for each lane
    std::vector<weight_source> sources;
    std::vector<std::pair<variable, shape_question>> questions;
    std::vector<variable> stakes;
    std::map<std::vector<std::pair<term, bool>>, lane_shape*> by_draws;
  };

  /// Lowers the lane of a device, which is the first of its formula.
  open_shape& open_shape_of(const lane_pattern& here, std::span<const std::uint32_t> row, std::uint32_t which) {
    patterns_.write_key(here, row, which, key_);
    const auto [number, is_new] = open_keys_.add(key_);
    if (!is_new) return *open_shapes_[number];
    open_shapes_.push_back(std::make_unique<open_shape>());
    open_shape& made = *open_shapes_.back();
    lane_lowering& lowers = lowering_of(row[0]);
    reader_.fill(lowers.device(), row, which);
    lowered_problem lowered = lowers.lower();
    made.sources = weight_sources_of(all_, reader_.context(row[0]), lowers.device(), lowered, lowers.facts());
    made.questions = questions_of(lowers.device(), lowered);
    made.problem = std::move(lowered.problem);
    made.shoulds = std::move(lowered.shoulds);
    made.stakes = std::move(lowered.stakes);
    return made;
  }

  lane_lowering& lowering_of(std::uint32_t context) {
    if (context >= lowerings_.size()) lowerings_.resize(context + 1);
    if (!lowerings_[context])
      lowerings_[context] = std::make_unique<lane_lowering>(graph_, reader_.context(context).first, lowering_);
    return *lowerings_[context];
  }

  /// The questions of a lane: the first condition that asks each.
  [[nodiscard]] static std::vector<std::pair<variable, shape_question>> questions_of(const lane& device,
                                                                                     const lowered_problem& lowered) {
    std::vector<std::pair<variable, shape_question>> result;
    for (const auto& [key, asked] : lowered.questions)
      for (const auto& [condition, question] : device.questions) {
        if (question.key != key) continue;
        result.push_back({asked, {condition, lowered.problem.roles[asked] == variable_role::chance}});
        break;
      }
    return result;
  }

  [[nodiscard]] std::map<term, double> shares_of(const lane_pattern& here, open_shape& open, std::uint32_t which) {
    for (const auto& [clause, place] : here.settled_shoulds)
      open.shoulds[place].levels.front().second = patterns_.is_met(here, clause, which) ? true_term : false_term;
    return value_shares(all_, open.shoulds, lowering_.floor);
  }

  const lane_shape& shape_of(open_shape& open, const std::vector<mixture_draw>& draws) {
    std::vector<std::pair<term, bool>> key;
    if (open.problem.goal != false_term)  // else there is no value, however it is mixed
      for (const mixture_draw& each : draws) key.emplace_back(each.holds, each.is_drawn);
    const auto [found, is_new] = open.by_draws.try_emplace(std::move(key), nullptr);
    if (is_new) found->second = &add_shape(open, draws);
    return *found->second;
  }

  lane_shape& add_shape(const open_shape& open, const std::vector<mixture_draw>& draws) {
    decision_problem whole = open.problem;
    const auto first_draw = static_cast<variable>(whole.roles.size());
    mix_value(whole, draws);
    key_writer_.write(whole, key_);
    const std::vector<variable> asked = key_writer_.asked();
    shapes_.push_back(std::make_unique<lane_shape>());
    lane_shape& made = *shapes_.back();
    std::vector<std::size_t> places(whole.roles.size(), nowhere);
    for (std::size_t place = 0; place < asked.size(); ++place) {
      places[asked[place]] = place;
      made.weight.push_back(whole.weight[asked[place]]);
    }
    for (weight_source each : open.sources)
      if (places[each.which] != nowhere) {
        each.which = static_cast<variable>(places[each.which]);
        made.sources.push_back(each);
      }
    made.mixture.assign(places.begin() + first_draw, places.end());
    made.problem = &problem_of(std::move(whole), asked);
    made.questions = questions_of(open, *made.problem);
    return made;
  }

  /// The compiled form of a problem whose key is there; problems that differ in labels and weights alone share it.
  lane_problem& problem_of(decision_problem problem, const std::vector<variable>& asked) {
    const auto [number, is_new] = problem_keys_.add(key_);
    if (is_new) problems_.push_back(std::make_unique<lane_problem>(number, std::move(problem), asked, options_));
    return *problems_[number];
  }

  /// The number of the questions that matter to lanes of a shape.
  std::uint32_t questions_of(const open_shape& open, lane_problem& problem) {
    shape_questions made;
    key_.clear();
    for (const auto& [asked, question] : open.questions) {
      if (!problem.matters(asked)) continue;
      made.asked.push_back(question);
      key_.push_back(static_cast<std::uint32_t>(question.condition));
      key_.push_back(question.has_prior ? 1 : 0);
    }
    made.stakes_matter =
        std::any_of(open.stakes.begin(), open.stakes.end(), [&](variable each) { return problem.matters(each); });
    key_.push_back(made.stakes_matter ? 1 : 0);
    const auto [number, is_new] = question_keys_.add(key_);
    if (is_new) questions_.push_back(std::move(made));
    return number;
  }

  /// The number of the answer to a problem with the chances in `weight_`.
  std::uint32_t answer_of(lane_problem& problem, std::uint32_t which) {
    key_.assign(1, problem.number());
    for (const double each : weight_) add_number(key_, each);
    const auto [number, is_new] = answer_keys_.add(key_);
    if (!is_new) return answer_of_key_[number];
    const auto made = static_cast<std::uint32_t>(answers_.size());
    answer_of_key_.push_back(made);
    answers_.emplace_back();
    representatives_.push_back(which);
    if (!problem.is_waited_for()) busy_.push_back(&problem);
    problem.wait(weight_, made);
    return made;
  }

  void tell(lane_answer& into, const lane_problem& problem, std::vector<search_result>& found) const {
    into.verdict = verdict_of(problem.found());
    into.answerable = problem.found().known && into.verdict == verdict::undetermined && problem.found().always_a_way;
    into.plan = std::move(found.front().best);
    const std::vector<variable>& decisions = problem.decisions();  // in the order of the remedies
    for (const variable each : into.plan.decisions)
      into.remedies.push_back(static_cast<std::uint32_t>(
          std::distance(decisions.begin(), std::lower_bound(decisions.begin(), decisions.end(), each))));
    into.optimal = found.front().optimal;
    into.best_bound = found.front().bound;
    if (options_.best_guaranteed) into.best_guaranteed = found.back().best.score.guaranteed;
  }

  void assess_alone(lane_answer& into, std::uint32_t which) const {
    const assessment found = assess(world_, graph_, reader_.pairing(which), options_);
    into.is_alone = true;
    into.verdict = found.verdict;
    into.answerable = found.answerable;
    into.plan = found.plan;
    into.best_guaranteed = found.best_guaranteed;
    into.optimal = found.optimal;
    into.best_bound = found.best_bound;
  }

  static constexpr auto nowhere = static_cast<std::size_t>(-1);

  lane_reader& reader_;
  const catalog& world_;
  const constraint_graph& graph_;
  const constraint_tables& all_;
  const assess_options& options_;
  lower_options lowering_;
  lane_patterns patterns_;
  std::vector<std::unique_ptr<lane_lowering>> lowerings_;  // by context
  row_numbers open_keys_;
  row_numbers problem_keys_;
  row_numbers answer_keys_;
  row_numbers question_keys_;
  std::size_t shapes_before_ = 0;  // forgotten since
  std::size_t problems_before_ = 0;
  std::vector<std::unique_ptr<open_shape>> open_shapes_;
  std::vector<std::unique_ptr<lane_shape>> shapes_;
  std::vector<std::unique_ptr<lane_problem>> problems_;
  std::vector<lane_answer> answers_;
  std::vector<shape_questions> questions_;
  std::vector<std::uint32_t> answer_of_key_;
  std::vector<std::uint32_t> representatives_;  // by answer
  std::vector<lane_problem*> busy_;
  // Memory that is used again and again.
  problem_key key_writer_;
  std::vector<std::uint32_t> key_;
  std::vector<double> weight_;
};

}  // namespace portfit::detail
