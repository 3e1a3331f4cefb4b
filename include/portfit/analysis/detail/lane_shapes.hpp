#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/detail/lane_problem.hpp>
#include <portfit/analysis/detail/settled_vertices.hpp>
#include <portfit/formula/mixture.hpp>
#include <portfit/graph/detail/row_numbers.hpp>
#include <portfit/resolve/detail/lane_reader.hpp>
#include <portfit/search/best_plans.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Sorts signatures of one constraint graph into shapes, compiles each once, and answers every distinct set of chances once.
class lane_shapes {
 public:
  lane_shapes(lane_reader& reader, const catalog& world, const assess_options& options)
      : reader_(reader),
        world_(world),
        graph_(reader.graph()),
        all_(tables(graph_)),
        options_(options),
        lowering_(lowering_options(world, options)) {}
  lane_shapes(const lane_shapes&) = delete;
  lane_shapes& operator=(const lane_shapes&) = delete;

  /// The number of the answer for a signature; the answer itself is there after `settle`.
  /// @param which  a device that has the signature
  std::uint32_t answer_of(std::span<const std::uint32_t> row, std::uint32_t which) {
    const lane_context& context = reader_.context(row[0]);
    pattern& here = pattern_of(context, row);
    open_shape& open = open_shape_of(context, here, row, which);
    const std::vector<mixture_draw> draws = mixture_draws(shares_of(here, open, which));
    lane_shape& shape = shape_of(open, draws, row, which);
    std::vector<double> weight = shape.weight;
    fill(weight, context, open, row);
    std::size_t next = 0;
    for (const mixture_draw& each : draws)
      if (each.is_drawn) weight[shape.mixture[next++]] = each.chance;
    const auto made = static_cast<std::uint32_t>(answers_.size());
    const auto [found, is_new] = shape.problem->answers.try_emplace(std::move(weight), made);
    if (!is_new) return found->second;
    lane_answer& answer = answers_.emplace_back();
    answer.questions = shape.questions;
    answer.stakes_matter = shape.stakes_matter;
    if (shape.problem->waiting.empty()) busy_.push_back(shape.problem);
    shape.problem->waiting.emplace_back(&found->first, made);
    representatives_.push_back(which);
    return made;
  }

  /// Finds all answers that are waited for.
  void settle() {
    for (lane_problem* const each : busy_) settle(*each);
    busy_.clear();
  }

  [[nodiscard]] const lane_answer& operator[](std::uint32_t number) const { return answers_[number]; }
  [[nodiscard]] std::size_t answer_count() const { return answers_.size(); }
  [[nodiscard]] std::size_t shape_count() const { return shapes_before_ + shapes_.size(); }
  [[nodiscard]] std::size_t problem_count() const { return problems_before_ + problems_.size(); }

  /// Forgets everything that is not in the answers given so far. @pre No answer is waited for.
  void forget_shapes() {
    shapes_before_ += shapes_.size();
    problems_before_ += problems_.size();
    pattern_keys_.clear();
    open_keys_.clear();
    problem_keys_.clear();
    patterns_.clear();
    open_shapes_.clear();
    shapes_.clear();
    problems_.clear();
  }

  /// Forgets the answers as well.
  void forget() {
    forget_shapes();
    answers_.clear();
    representatives_.clear();
  }

  /// Shapes that are held at the time.
  [[nodiscard]] std::size_t problems_held() const { return problems_.size(); }

 private:
  /// Where a weight comes from, in a row.
  struct weight_source {
    enum class kind { class_of_fact, counted, survives, survives_more, survives_end };
    kind is = kind::class_of_fact;
    std::size_t of = 0;     // group, table or hazard
    std::size_t index = 0;  // of a chain
    variable which = 0;
  };

  /// Lanes with one formula, but for how the value is mixed.
  struct open_shape {
    std::vector<lowered_clause> shoulds;
    std::vector<weight_source> sources;
    std::map<std::vector<std::pair<term, bool>>, lane_shape*> by_draws;
  };

  /// Lanes of one context of which the same plain facts are known.
  struct pattern {
    settled_vertices settled;
    std::map<std::size_t, std::size_t> settled_shoulds;  // clause -> place among the shoulds
  };

  pattern& pattern_of(const lane_context& context, std::span<const std::uint32_t> row) {
    key_.assign(1, row[0]);
    for (std::size_t group = 0; group < context.groups.size(); ++group)
      key_.push_back(context.groups[group].code(row[lane_reader::first_group() + group]).is_known ? 1 : 0);
    const auto [number, is_new] = pattern_keys_.add(key_);
    pattern_now_ = number;
    if (!is_new) return *patterns_[number];
    patterns_.push_back(std::make_unique<pattern>(pattern{settled_vertices(graph_, context, row), {}}));
    pattern& made = *patterns_.back();
    std::size_t place = 0;
    for (std::size_t clause = 0; clause < all_.clauses.size(); ++clause) {
      if (all_.clauses[clause].must) continue;
      const auto& settled = made.settled.shoulds();
      if (std::binary_search(settled.begin(), settled.end(), clause)) made.settled_shoulds.emplace(clause, place);
      ++place;
    }
    return made;
  }

  /// Answers conditions on plain known facts.
  [[nodiscard]] auto known_on(std::uint32_t which) const {
    return [this, which](std::size_t index) {
      const constraint_condition& asked = all_.conditions[index];
      const auto& values = reader_.content(asked.slot, which).values;
      return std::any_of(values.begin(), values.end(),
                         [&](const fact_value& each) { return holds_after({asked.compares, asked.bound}, each, {}); });
    };
  }

  static std::uint32_t place_of(double chance) { return chance <= 0 ? 0 : chance >= 1 ? 2 : 1; }

  open_shape& open_shape_of(const lane_context& context, const pattern& here, std::span<const std::uint32_t> row,
                            std::uint32_t which) {
    const auto known = known_on(which);
    key_.assign(1, pattern_now_);
    bool all_met = true;
    for (const std::size_t clause : here.settled.musts()) all_met = all_met && here.settled.is_met(clause, known);
    key_.push_back(all_met ? 1 : 0);
    for (const std::size_t root : here.settled.roots()) key_.push_back(here.settled.value(root, known) ? 1 : 0);
    for (const std::size_t group : here.settled.open_groups())
      key_.push_back(context.groups[group].code(row[lane_reader::first_group() + group]).structure);
    for (std::size_t at = lane_reader::first_loss(context); at < reader_.first_hazard(context); ++at)
      key_.push_back(row[at]);
    for (std::size_t at = reader_.first_hazard(context); at < reader_.first_counted(context); ++at)
      key_.push_back(shape_of(reader_.hazard(at - reader_.first_hazard(context), row[at])));
    for (std::size_t at = reader_.first_counted(context); at < row.size(); at += 2)
      key_.push_back(place_of(number_at(row, at)));
    const auto [number, is_new] = open_keys_.add(key_);
    if (is_new) {
      open_shapes_.push_back(std::make_unique<open_shape>());
      add_shape(*open_shapes_.back(), &context, row, which);
    }
    return *open_shapes_[number];
  }

  /// What of a hazard's chance decides on the formula.
  static std::uint32_t shape_of(const hazard_chance& chance) {
    const bool is_open = chance.low < chance.high;
    return place_of(chance.low) + (is_open ? 4U : 0U) + (is_open && chance.high >= 1 ? 8U : 0U) +
           (is_open && chance.is_bare ? 16U : 0U);
  }

  static double number_at(std::span<const std::uint32_t> row, std::size_t at) {
    return std::bit_cast<double>(std::uint64_t{row[at]} << 32U | row[at + 1]);
  }

  [[nodiscard]] std::map<term, double> shares_of(const pattern& here, const open_shape& open, std::uint32_t which) {
    const auto known = known_on(which);
    shoulds_ = open.shoulds;
    for (const auto& [clause, place] : here.settled_shoulds)
      shoulds_[place].levels.front().second = here.settled.is_met(clause, known) ? true_term : false_term;
    return value_shares(all_, shoulds_, lowering_.floor);
  }

  lane_shape& shape_of(open_shape& open, const std::vector<mixture_draw>& draws, std::span<const std::uint32_t> row,
                       std::uint32_t which) {
    std::vector<std::pair<term, bool>> key;
    for (const mixture_draw& each : draws) key.emplace_back(each.holds, each.is_drawn);
    const auto found = open.by_draws.find(key);
    return found != open.by_draws.end() ? *found->second : add_shape(open, nullptr, row, which);
  }

  /// Lowers the lane of a device, which is the first of its shape. @param context  of the first of an open shape
  lane_shape& add_shape(open_shape& open, const lane_context* context, std::span<const std::uint32_t> row,
                        std::uint32_t which) {
    const pairing_model model =
        model_of(world_, graph_, reader_.pairing(which), reader_.lane_of(row, which), lowering_);
    const lowered_problem& lowered = model.lowered;
    if (context != nullptr) {
      open.shoulds = lowered.shoulds;
      open.sources = sources_of(*context, model);
    }
    shapes_.push_back(std::make_unique<lane_shape>());
    lane_shape& made = *shapes_.back();
    made.problem = &problem_of(lowered.problem);
    made.weight = lowered.problem.weight;
    for (variable each = 0; each < lowered.problem.roles.size(); ++each)
      if (lowered.problem.roles[each] == variable_role::mixture) made.mixture.push_back(each);
    const std::set<variable>& matters = made.problem->matters;
    for (const auto& [key, asked] : lowered.questions) {
      if (!matters.contains(asked)) continue;
      for (const auto& [condition, question] : model.device->questions) {
        if (question.key != key) continue;
        made.questions.push_back({condition, lowered.problem.roles[asked] == variable_role::chance});
        break;
      }
    }
    for (const variable each : lowered.stakes) made.stakes_matter = made.stakes_matter || matters.contains(each);
    std::vector<std::pair<term, bool>> key;
    for (const mixture_draw& each : mixture_draws(value_shares(all_, lowered.shoulds, lowering_.floor)))
      key.emplace_back(each.holds, each.is_drawn);
    open.by_draws.emplace(std::move(key), &made);
    return made;
  }

  [[nodiscard]] std::vector<weight_source> sources_of(const lane_context& context, const pairing_model& model) const {
    using kind = weight_source::kind;
    std::vector<weight_source> result;
    for (std::size_t group = 0; group < context.groups.size(); ++group) {
      const fact_state& state = model.device->facts[context.groups[group].slot()];
      const encoded_fact& fact = model.lowered.facts.at(state.key);
      if (state.is_known() || context.groups[group].is_compared()) continue;
      for (std::size_t index = 0; index < fact.variables.size(); ++index)
        result.push_back({kind::class_of_fact, group, index, fact.variables[index]});
    }
    for (const lowered_success& each : model.lowered.successes) {
      const figure& lines = all_.remedies[each.remedy].what->works;
      if (lines.empty() || lines[each.line].counted.empty() || !each.surely) continue;
      const auto table = all_.counted.find(lines[each.line].counted);
      result.push_back(
          {kind::counted, static_cast<std::size_t>(std::distance(all_.counted.begin(), table)), 0, *each.surely});
    }
    std::set<variable> ends;
    for (std::size_t hazard = 0; hazard < model.lowered.hazards.size(); ++hazard) {
      const lowered_hazard& each = model.lowered.hazards[hazard];
      if (each.surely) result.push_back({kind::survives, hazard, 0, *each.surely});
      if (each.more) result.push_back({kind::survives_more, hazard, 0, *each.more});
      if (each.end && ends.insert(*each.end).second) result.push_back({kind::survives_end, hazard, 0, *each.end});
    }
    return result;
  }

  void fill(std::vector<double>& weight, const lane_context& context, const open_shape& open,
            std::span<const std::uint32_t> row) const {
    using kind = weight_source::kind;
    const std::size_t hazards = reader_.first_hazard(context);
    const std::size_t counted = reader_.first_counted(context);
    for (const weight_source& each : open.sources) {
      double& into = weight[each.which];
      switch (each.is) {
        case kind::class_of_fact:
          into = context.groups[each.of].code(row[lane_reader::first_group() + each.of]).chances[each.index];
          break;
        case kind::counted: into = number_at(row, counted + 2 * each.of); break;
        case kind::survives: into = reader_.hazard(each.of, row[hazards + each.of]).low; break;
        case kind::survives_more: {
          const hazard_chance& chance = reader_.hazard(each.of, row[hazards + each.of]);
          into = (chance.high - chance.low) / (1 - chance.low);
          break;
        }
        case kind::survives_end: into = reader_.hazard(each.of, row[hazards + each.of]).upper; break;
      }
    }
  }

  /// The compiled form of a problem; problems that differ in labels and weights alone share it.
  lane_problem& problem_of(const decision_problem& problem) {
    write_key(problem, key_);
    const auto [number, is_new] = problem_keys_.add(key_);
    if (is_new) problems_.push_back(std::make_unique<lane_problem>(problem, options_));
    return *problems_[number];
  }

  void settle(lane_problem& problem) {
    std::vector<const std::vector<double>*> weights;
    for (const auto& [weight, number] : problem.waiting) weights.push_back(weight);
    std::vector<objective> wanted{objective::ranking};
    if (options_.best_guaranteed) wanted.push_back(objective::guaranteed);
    std::vector<std::vector<search_result>> found;
    if (!problem.compiled.exhausted()) found = problem.plans->find(weights, wanted);
    for (std::size_t index = 0; index < problem.waiting.size(); ++index) {
      lane_answer& into = answers_[problem.waiting[index].second];
      if (problem.compiled.exhausted())
        assess_alone(into, representatives_[problem.waiting[index].second]);
      else
        tell(into, problem, found[index]);
    }
    problem.waiting.clear();
  }

  void tell(lane_answer& into, const lane_problem& problem, std::vector<search_result>& found) const {
    into.verdict = verdict_of(problem.found);
    into.answerable = problem.found.known && into.verdict == verdict::undetermined && problem.found.always_a_way;
    into.plan = std::move(found.front().best);
    const std::vector<variable>& decisions = problem.compiled.decisions();  // in the order of the remedies
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

  lane_reader& reader_;
  const catalog& world_;
  const constraint_graph& graph_;
  const constraint_tables& all_;
  const assess_options& options_;
  lower_options lowering_;
  row_numbers pattern_keys_;
  row_numbers open_keys_;
  row_numbers problem_keys_;
  std::uint32_t pattern_now_ = 0;
  std::size_t shapes_before_ = 0;  // forgotten since
  std::size_t problems_before_ = 0;
  std::vector<std::unique_ptr<pattern>> patterns_;
  std::vector<std::unique_ptr<open_shape>> open_shapes_;
  std::vector<std::unique_ptr<lane_shape>> shapes_;
  std::vector<std::unique_ptr<lane_problem>> problems_;
  std::vector<lane_answer> answers_;
  std::vector<std::uint32_t> representatives_;  // by answer
  std::vector<lane_problem*> busy_;
  // Memory that is used again and again.
  std::vector<std::uint32_t> key_;
  std::vector<lowered_clause> shoulds_;
};

}  // namespace portfit::detail
