#include <portfit/analysis/assess.hpp>

#include "support/near.hpp"
#include "support/oracle.hpp"
#include "support/random_catalog.hpp"
#include "support/rounds.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

// Figures at a horizon against joint enumeration of plans, unknowns, successes and hazards, which shares no code.

namespace {

using portfit_test::near;

/// The facts that hazards may break, as conditions of a random catalog name them.
std::vector<portfit::fact_reference> facts_to_break(const portfit::catalog& world) {
  std::vector<portfit::fact_reference> result;
  for (const auto& [name, declared] : world.facts) {
    if (declared.type != portfit::fact_type::yes_no && declared.type != portfit::fact_type::ordered_words) continue;
    bool is_of_system = false;
    for (const auto& [id, os] : world.systems) is_of_system = is_of_system || os.facts.contains(name);
    result.push_back({is_of_system ? portfit::fact_owner::os : portfit::fact_owner::bare, name});
  }
  return result;
}

portfit::hazard& hazard_of(portfit::catalog& world, const std::string& id,
                           const std::vector<portfit::fact_reference>& facts, portfit_test::random_source& random) {
  portfit::hazard& made = world.hazards[id];
  made.id = id;
  made.breaks.push_back(random.pick(facts));
  if (random.chance(0.3)) made.breaks.push_back(random.pick(facts));
  return made;
}

portfit::estimate random_rate(portfit_test::random_source& random) {
  const double low = 0.05 * random.between(0, 4);
  const double more = 0.05 * random.between(1, 5);
  switch (random.below(3)) {
    case 0: return portfit::estimate::exactly(low);
    case 1: return portfit::estimate::between(low, low + more);
    default: return {low, low + more, low + 3 * more, false};
  }
}

/// One hazard by itself, or a table with two causes, or a rate with two causes and one by itself.
void add_random_hazards(portfit::catalog& world, std::uint64_t seed) {
  const std::vector<portfit::fact_reference> facts = facts_to_break(world);
  portfit_test::random_source random(seed ^ 0x4a2a4d);
  const std::size_t shape = random.below(3);
  if (shape != 1) hazard_of(world, "alone", facts, random).per_year = random_rate(random);
  if (shape == 0) return;
  portfit::hazard& whole = world.hazards["whole"];
  whole.id = "whole";
  if (shape == 1)
    whole.survival = {{1, 0.9}, {2.5, 0.6}, {3, 0.55}};
  else
    whole.per_year = random_rate(random);
  for (const char* const id : {"cause_1", "cause_2"}) {
    portfit::hazard& cause = hazard_of(world, id, facts, random);
    cause.part_of = "whole";
    cause.share = 0.1 * random.between(1, 9);
  }
}

struct hazard_case {
  portfit::catalog world;
  std::uint64_t seed = 0;

  hazard_case(std::uint64_t of, bool monotone = false) : seed(of) {
    portfit_test::random_catalog_options options;
    options.monotone = monotone;
    options.most_unknown_facts = 2;
    options.most_remedies = 2;
    if (monotone)  // without agreements: to break a fact may end a forbidden act
      options.profile = static_cast<portfit_test::random_profile>(seed % 3);
    world = portfit_test::random_catalog(seed, options);
    add_random_hazards(world, seed);
  }

  using plans = std::map<std::vector<std::string>, portfit::plan_figures>;

  /// Every plan's figures at a horizon, and the verdict.
  [[nodiscard]] std::pair<plans, portfit::assessment> at(std::optional<double> horizon) const {
    const portfit::operating_system& os = world.systems.at("os1");
    const portfit::market& where = world.markets.empty() ? portfit::any_market() : world.markets.begin()->second;
    portfit::assess_options options;
    options.asked.horizon = horizon;
    const portfit::constraint_graph graph = portfit::build_graph(world, os, where, options.asked);
    const portfit::pairing_model model =
        portfit::resolve_pairing(world, graph, {&os, &where, &world.devices.begin()->second}, options);
    portfit::compiled_problem compiled(model.lowered.problem);
    plans result;
    const std::vector<portfit::variable>& decisions = compiled.decisions();
    for (std::size_t mask = 0; mask < std::size_t{1} << decisions.size(); ++mask) {
      portfit::decision_set plan;
      std::vector<std::string> names;
      for (std::size_t index = 0; index < decisions.size(); ++index)
        if ((mask >> index & 1U) != 0) {
          plan.push_back(decisions[index]);
          names.push_back(compiled.problem().names[decisions[index]]);
        }
      std::sort(names.begin(), names.end());
      result.emplace(std::move(names), evaluate(compiled, plan));
    }
    return {result, portfit::detail::assess_compiled(model, compiled, options)};
  }

  [[nodiscard]] std::string disagreement(double horizon) const {
    portfit_test::oracle_options asked;
    asked.horizon = horizon;
    const std::string market = world.markets.empty() ? "any" : world.markets.begin()->first;
    const portfit_test::oracle_result truth =
        portfit_test::enumerate(world, "os1", world.devices.begin()->first, market, asked);
    const auto [found, best] = at(horizon);
    std::string text;
    for (const portfit_test::oracle_plan& theirs : truth.plans) {
      const portfit::plan_figures& ours = found.at(theirs.remedies);
      const std::pair<double, double> figures[] = {
          {ours.likelihood.guaranteed, theirs.guaranteed_likelihood},
          {ours.likelihood.expected.low, theirs.expected_likelihood.low},
          {ours.likelihood.expected.high, theirs.expected_likelihood.high},
          {ours.likelihood.ranking, theirs.ranking_likelihood},
          {ours.likelihood.possible, theirs.possible_likelihood},
          {ours.score.guaranteed, theirs.guaranteed_score},
          {ours.score.expected.low, theirs.expected_score.low},
          {ours.score.expected.high, theirs.expected_score.high},
          {ours.score.ranking, theirs.ranking_score},
          {ours.score.possible, theirs.possible_score},
          {ours.cost.mean, theirs.mean_cost},
      };
      for (const auto& [one, other] : figures)
        if (!near(one, other)) text += std::to_string(one) + " != " + std::to_string(other) + "; ";
      if (!ours.exact) text += "not exact; ";
    }
    if (!near(best.plan.score.ranking, truth.best().ranking_score)) text += "best plan; ";
    return text;
  }
};

std::uint64_t hazard_cases_to_try() { return portfit_test::rounds(1'000, 20'000); }

}  // namespace

TEST_CASE("figures at a horizon agree with brute force over hazards") {
  int wrong = 0;
  for (std::uint64_t seed = 0; seed < hazard_cases_to_try() && wrong < 10; ++seed) {
    const double horizons[] = {0.5, 1, 2.75, 5};
    const std::string found = hazard_case(seed).disagreement(horizons[seed % 4]);
    if (found.empty()) continue;
    ++wrong;
    FAIL_CHECK("seed " << seed << ": " << found);
  }
}

TEST_CASE("a horizon of no years is none, and no horizon changes a verdict") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const hazard_case tried(seed);
    const auto [now, best_now] = tried.at(std::nullopt);
    const auto [at_once, best_at_once] = tried.at(0);
    const auto [later, best_later] = tried.at(3);
    CHECK(best_now.verdict == best_at_once.verdict);
    CHECK(best_now.verdict == best_later.verdict);
    CHECK(best_now.answerable == best_later.answerable);
    CHECK(best_now.remedies == best_at_once.remedies);
    for (const auto& [plan, figures] : now) {
      CHECK(near(figures.score.ranking, at_once.at(plan).score.ranking));
      CHECK(near(figures.score.guaranteed, at_once.at(plan).score.guaranteed));
      CHECK(near(figures.likelihood.expected.low, at_once.at(plan).likelihood.expected.low));
      CHECK(near(figures.cost.mean, later.at(plan).cost.mean));
    }
  }
}

TEST_CASE("where a met condition never hurts, likelihood falls with years and with rates") {
  int fell = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    hazard_case tried(seed, true);
    const auto soon = tried.at(1.5).first;
    const auto late = tried.at(4).first;
    for (auto& [id, each] : tried.world.hazards) {
      each.per_year = {each.per_year.low / 2, each.per_year.likely / 2, each.per_year.high / 2, each.per_year.is_bare};
      for (portfit::survival_point& point : each.survival) point.left = 1 - (1 - point.left) / 2;
    }
    const auto rarer = tried.at(4).first;
    for (const auto& [plan, figures] : late) {
      for (const auto* const other : {&soon.at(plan), &rarer.at(plan)}) {
        CHECK(portfit_test::not_above(figures.likelihood.guaranteed, other->likelihood.guaranteed));
        CHECK(portfit_test::not_above(figures.likelihood.expected.low, other->likelihood.expected.low));
        CHECK(portfit_test::not_above(figures.likelihood.expected.high, other->likelihood.expected.high));
        CHECK(portfit_test::not_above(figures.likelihood.ranking, other->likelihood.ranking));
        CHECK(portfit_test::not_above(figures.score.possible, other->score.possible));
      }
      if (figures.likelihood.ranking < soon.at(plan).likelihood.ranking - 0.01) ++fell;
    }
  }
  CHECK(fell > 100);
}
