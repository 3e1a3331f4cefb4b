#include <portfit/analysis/assess.hpp>

#include "support/near.hpp"
#include "support/oracle.hpp"
#include "support/random_catalog.hpp"
#include "support/rounds.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

// Every figure of an assessment against joint enumeration of plans, unknowns and successes, which shares no code.

namespace {

using portfit_test::near;

using portfit_test::oracle_plan;
using portfit_test::oracle_result;
using portfit_test::oracle_verdict;

constexpr double tolerance = 1e-9;

bool near(const portfit::interval& a, const portfit::bounds<double>& b) {
  return near(a.low, b.low) && near(a.high, b.high);
}

std::string differences(const portfit::plan_figures& ours, const oracle_plan& theirs) {
  std::string text;
  const auto compare = [&](const char* what, bool same, double a, double b) {
    if (!same) text += std::string(what) + " " + std::to_string(a) + " != " + std::to_string(b) + "; ";
  };
  const auto figure = [&](const char* what, double a, double b) { compare(what, near(a, b), a, b); };
  const auto ends = [&](const char* what, const portfit::interval& a, const portfit::bounds<double>& b) {
    compare(what, near(a, b), a.low, b.low);
    compare(what, near(a, b), a.high, b.high);
  };
  figure("guaranteed likelihood", ours.likelihood.guaranteed, theirs.guaranteed_likelihood);
  ends("expected likelihood", ours.likelihood.expected, theirs.expected_likelihood);
  figure("ranking likelihood", ours.likelihood.ranking, theirs.ranking_likelihood);
  figure("possible likelihood", ours.likelihood.possible, theirs.possible_likelihood);
  figure("mean cost", ours.cost.mean, theirs.mean_cost);
  ends("cost", ours.cost.ends, theirs.cost_ends);
  figure("guaranteed score", ours.score.guaranteed, theirs.guaranteed_score);
  ends("expected score", ours.score.expected, theirs.expected_score);
  figure("ranking score", ours.score.ranking, theirs.ranking_score);
  figure("possible score", ours.score.possible, theirs.possible_score);
  if (!ours.exact) text += "not exact; ";
  return text;
}

bool same_verdict(portfit::verdict ours, oracle_verdict theirs) {
  switch (theirs) {
    case oracle_verdict::ready: return ours == portfit::verdict::ready;
    case oracle_verdict::feasible: return ours == portfit::verdict::feasible;
    case oracle_verdict::blocked: return ours == portfit::verdict::blocked;
    case oracle_verdict::undetermined: break;
  }
  return ours == portfit::verdict::undetermined;
}

portfit::decision_set decisions(const portfit::pairing_model& model, const std::vector<std::string>& remedies) {
  portfit::decision_set plan;
  for (const auto& [which, remedy] : model.lowered.remedies)
    for (const std::string& id : remedies)
      if (model.lowered.problem.names[which] == id) plan.push_back(which);
  return plan;
}

/// What differs between the library and the oracle on one catalog; empty if nothing does.
std::string disagreement(const portfit::catalog& world) {
  const portfit::device& device = world.devices.begin()->second;
  const portfit::operating_system& os = world.systems.at("os1");
  const portfit::market& where = world.markets.empty() ? portfit::any_market() : world.markets.begin()->second;
  const oracle_result expected = portfit_test::enumerate(world, os.id, device.id, where.id);

  const portfit::constraint_graph graph = portfit::build_graph(world, os, where);
  const portfit::assess_options options;
  const portfit::pairing_model model = portfit::resolve_pairing(world, graph, {&os, &where, &device}, options);
  portfit::compiled_problem compiled(model.lowered.problem);
  const portfit::assessment found = portfit::detail::assess_compiled(model, compiled, options);

  std::string text;
  if (!same_verdict(found.verdict, expected.verdict)) text += "verdict " + to_text(found.verdict) + "; ";
  if (found.answerable != expected.answerable) text += "answerable; ";
  for (const oracle_plan& plan : expected.plans) {
    const std::string wrong = differences(evaluate(compiled, decisions(model, plan.remedies)), plan);
    if (!wrong.empty()) {
      text += "plan";
      for (const std::string& id : plan.remedies) text += " " + id;
      text += ": " + wrong + "\n";
    }
  }
  if (!near(found.plan.score.ranking, expected.best().ranking_score)) text += "best ranking score; ";
  if (!expected.recommended_is_close && found.remedies != expected.best().remedies) text += "recommended plan; ";
  portfit::search_options search;
  search.wanted = portfit::objective::guaranteed;
  if (!near(best_plan(compiled, search).best.score.guaranteed, expected.best_guaranteed)) text += "best guaranteed; ";
  search.wanted = portfit::objective::possible;
  if (!near(best_plan(compiled, search).best.score.possible, expected.best_possible)) text += "best possible; ";
  return text;
}

std::uint64_t catalogs_to_try() { return portfit_test::rounds(2'000, 100'000); }

}  // namespace

TEST_CASE("the worked example agrees with the oracle") { CHECK(disagreement(portfit_test::worked_example()) == ""); }

TEST_CASE("every figure of random catalogs agrees with the oracle") {
  int wrong = 0;
  for (std::uint64_t seed = 0; seed < catalogs_to_try() && wrong < 10; ++seed) {
    const std::string found = disagreement(portfit_test::random_catalog(seed));
    if (found.empty()) continue;
    ++wrong;
    FAIL_CHECK("seed " << seed << ": " << found);
  }
}
