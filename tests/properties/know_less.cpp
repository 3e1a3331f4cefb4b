#include <portfit/analysis/assess.hpp>

#include "support/near.hpp"
#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

// DESIGN: for every fixed plan, and for the maximum over plans, replacing a known fact by explicit unknown never raises
// guaranteed nor lowers possible.

using namespace portfit;
using portfit_test::not_above;

namespace {

struct plan_ends {
  double guaranteed_likelihood, possible_likelihood, guaranteed_score, possible_score;
};

struct looked_at {
  std::map<std::vector<std::string>, plan_ends> plans;
  double best_guaranteed = 0;
  double best_possible = 0;
};

looked_at look(const catalog& world) {
  const market& where = world.markets.begin()->second;
  const constraint_graph graph = build_graph(world, world.systems.at("os1"), where);
  const pairing_model model =
      resolve_pairing(world, graph, {&world.systems.at("os1"), &where, &world.devices.at("d1")}, {});
  compiled_problem compiled(model.lowered.problem);
  looked_at result;
  const std::vector<variable>& decisions = compiled.decisions();
  for (std::size_t mask = 0; mask < std::size_t{1} << decisions.size(); ++mask) {
    decision_set plan;
    std::vector<std::string> names;
    for (std::size_t index = 0; index < decisions.size(); ++index) {
      if ((mask >> index & 1U) == 0) continue;
      plan.push_back(decisions[index]);
      names.push_back(compiled.problem().names[decisions[index]]);
    }
    const plan_figures figures = evaluate(compiled, plan);
    CHECK(figures.exact);
    result.plans[names] = {figures.likelihood.guaranteed, figures.likelihood.possible, figures.score.guaranteed,
                           figures.score.possible};
  }
  search_options options;
  options.wanted = objective::guaranteed;
  result.best_guaranteed = best_plan(compiled, options).best.score.guaranteed;
  options.wanted = objective::possible;
  result.best_possible = best_plan(compiled, options).best.score.possible;
  return result;
}

/// Whether knowing less (`less`) promises no more and rules out no less than knowing more.
std::string violation(const looked_at& more, const looked_at& less) {
  if (more.plans.size() != less.plans.size()) return "other plans";
  for (const auto& [names, known] : more.plans) {
    const plan_ends& unknown = less.plans.at(names);
    if (!not_above(unknown.guaranteed_likelihood, known.guaranteed_likelihood)) return "guaranteed likelihood rose";
    if (!not_above(known.possible_likelihood, unknown.possible_likelihood)) return "possible likelihood fell";
    if (!not_above(unknown.guaranteed_score, known.guaranteed_score)) return "guaranteed score rose";
    if (!not_above(known.possible_score, unknown.possible_score)) return "possible score fell";
  }
  if (!not_above(less.best_guaranteed, more.best_guaranteed)) return "best guaranteed rose";
  if (!not_above(more.best_possible, less.best_possible)) return "best possible fell";
  return {};
}

std::vector<fact_table*> tables_of(catalog& world) {
  std::vector<fact_table*> result{&world.devices["d1"].facts,    &world.platforms["p1"].facts,
                                  &world.vendors["v1"].facts,    &world.systems["os1"].facts,
                                  &world.systems["base0"].facts, &world.world};
  for (auto& [id, port] : world.ports) result.push_back(&port.facts);
  return result;
}

/// A loss that is accepted only if it is *known* to be nothing: there, not to know it closes a way, as the design asks for.
bool asks_to_be_known(const catalog& world, const std::string& name) {
  if (name != "revenue" && name != "share") return false;
  for (const auto& [id, contract] : world.agreements)
    for (const forbidden_act& act : contract.forbids)
      if (act.accept == acceptance::ask) return true;
  return false;
}

}  // namespace

TEST_CASE("replacing a known fact by explicit unknown never raises guaranteed nor lowers possible") {
  int compared = 0;
  int moved = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    catalog world = portfit_test::random_catalog(seed);
    const looked_at before = look(world);
    for (fact_table* const table : tables_of(world))
      for (auto& [name, statements] : *table) {
        if (!statements.front().is_known() || asks_to_be_known(world, name)) continue;
        if (portfit_test::may_have_several_values(statements)) continue;
        if (portfit_test::has_unknown_rival(world, name)) continue;  // two unknown facts must not be compared
        const std::vector<fact> kept = std::exchange(statements, {portfit_test::unknown(name)});
        const looked_at after = look(world);
        statements = kept;
        CAPTURE(seed);
        CAPTURE(name);
        const std::string found = violation(before, after);
        CHECK(found == "");
        ++compared;
        if (after.best_guaranteed + 1e-9 < before.best_guaranteed) ++moved;
      }
  }
  CHECK(compared > 300);
  CHECK(moved > 30);  // else the facts replaced would be none that matter
}
