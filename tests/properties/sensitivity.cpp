#include <portfit/analysis/measure_sensitivity.hpp>

#include "support/near.hpp"
#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

// Everything said of a plan's sensitivity, against the pairing assessed anew in catalogs edited by hand.

using namespace portfit;
using portfit_test::near;
using portfit_test::random_catalog;

namespace {

/// The pairing of a random catalog, and one plan of it, with nothing reused between two askings.
struct asked_anew {
  double likelihood = 0;
  double score = 0;
  double best = 0;
  std::vector<std::string> remedies;
  portfit::verdict verdict = verdict::undetermined;
};

asked_anew ask_anew(const catalog& world, const std::vector<std::string>& plan, double floor = 0.5) {
  const market& where = world.markets.at("m1");
  const constraint_graph graph = build_graph(world, world.systems.at("os1"), where);
  assess_options options;
  options.floor = floor;
  options.best_guaranteed = false;
  const pairing_model model =
      resolve_pairing(world, graph, {&world.systems.at("os1"), &where, &world.devices.at("d1")}, options);
  compiled_problem compiled(model.lowered.problem);
  const assessment found = detail::assess_compiled(model, compiled, options);
  decision_set decisions;
  for (const variable each : compiled.decisions())
    for (const std::string& id : plan)
      if (compiled.problem().names[each] == id) decisions.push_back(each);
  const plan_figures figures = evaluate(compiled, decisions);
  return {figures.likelihood.ranking, figures.score.ranking, found.plan.score.ranking, found.remedies, found.verdict};
}

sensitivity measured(const catalog& world, bool weights = false) {
  sensitivity_options options;
  options.weights = weights;
  return measure_sensitivity(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1"), options);
}

/// The one statement about a fact that a catalog has under a key; none if there are several (dated ones) or none.
fact* only_statement(catalog& world, const std::string& key) {
  const std::string owner = key.substr(0, key.find(": "));
  const std::string name = key.substr(key.find(": ") + 2);
  const auto in = [&](auto& entities) -> fact* {
    const auto home = entities.find(owner);
    if (home == entities.end()) return nullptr;
    const auto found = home->second.facts.find(name);
    return found == home->second.facts.end() || found->second.size() != 1 ? nullptr : &found->second.front();
  };
  if (fact* const found = in(world.devices)) return found;
  if (fact* const found = in(world.platforms)) return found;
  if (fact* const found = in(world.vendors)) return found;
  if (fact* const found = in(world.systems)) return found;
  if (fact* const found = in(world.ports)) return found;
  const auto found = world.world.find(name);
  return owner != "world" || found == world.world.end() || found->second.size() != 1 ? nullptr : &found->second.front();
}

/// A figure of the catalog, to be read and written; nothing where the test has no way to it.
struct figure_at {
  double now = 0;
  std::function<void(catalog&, double)> set;
};

std::string remedy_in(const std::string& id) { return id.substr(0, id.find(": ")); }

/// The line an id speaks of: `r1: money, line 2`.
std::size_t line_in(const std::string& id) {
  const std::size_t found = id.find(", line ");
  return found == std::string::npos ? 0 : static_cast<std::size_t>(id[found + 7] - '1');
}

/// A number that scales an estimate as a whole.
estimate scaled(const estimate& what, double mean) {
  return what.is_exact() ? estimate::exactly(mean) : what * (mean / what.mean());
}

figure* lines_of(catalog& world, const std::string& code, const std::string& id) {
  const auto found = world.remedies.find(remedy_in(id));
  if (found == world.remedies.end()) return nullptr;
  if (code == "money") return &found->second.money;
  if (code == "effort") return &found->second.effort;
  return code == "success" ? &found->second.works : nullptr;
}

requirement* should_of(catalog& world, const std::string& id) {
  const auto in = [&](auto& entities) -> requirement* {
    const auto found = entities.find(remedy_in(id));
    if (found == entities.end()) return nullptr;
    for (requirement& each : found->second.asks)
      if (!each.must && each.name == id.substr(id.find(": ") + 2)) return &each;
    return nullptr;
  };
  for (requirement* const found :
       {in(world.systems), in(world.markets), in(world.devices), in(world.platforms), in(world.vendors)})
    if (found) return found;
  return nullptr;
}

/// How the catalog spells the figure of a slope.
std::optional<figure_at> figure_of(catalog& world, const score_derivative& what) {
  const std::string& id = what.id;
  if (what.code == "person_month")
    return figure_at{*world.person_month, [](catalog& edited, double value) { edited.person_month = value; }};
  if (what.code == "scale") return figure_at{*world.scale, [](catalog& edited, double value) { edited.scale = value; }};
  if (what.code == "weight")
    return figure_at{should_of(world, id)->weight,
                     [id](catalog& edited, double value) { should_of(edited, id)->weight = value; }};
  if (what.code == "fact") {
    const std::string key = id.substr(0, id.rfind(" = "));
    fact* const told = only_statement(world, key);
    if (told == nullptr || told->belief.is != distribution::form::chance || id.substr(id.rfind(" = ")) != " = yes")
      return std::nullopt;
    return figure_at{told->belief.chance,
                     [key](catalog& edited, double value) { only_statement(edited, key)->belief.chance = value; }};
  }
  figure* const lines = lines_of(world, what.code, id);
  if (lines == nullptr || lines->empty()) return std::nullopt;
  const std::size_t line = line_in(id);
  if (what.code == "success" && !(*lines)[line].is.is_exact()) return std::nullopt;
  return figure_at{(*lines)[line].is.mean(), [code = what.code, id, line](catalog& edited, double value) {
                     estimate& figure = (*lines_of(edited, code, id))[line].is;
                     figure = scaled(figure, value);
                   }};
}

catalog with(catalog world, const figure_at& what, double value) {
  what.set(world, value);
  return world;
}

bool is_stepped(const catalog& world) {
  // What a vendor earns, pays and loses turns in steps, so that differences across one are no slopes.
  return !world.agreements.empty();
}

}  // namespace

TEST_CASE("sensitivity: what an answer to a fact makes of the likelihood is what the catalog with that answer says") {
  std::size_t checked = 0;
  std::size_t classes_checked = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const catalog world = random_catalog(seed);
    const sensitivity found = measured(world);
    CHECK(found.complete);
    const asked_anew now = ask_anew(world, found.plan);
    CHECK(near(found.likelihood, now.likelihood));
    CHECK(near(found.score, now.score));
    for (const event_importance& each : found.events) {
      CHECK(near(each.importance.likelihood, now.likelihood));
      if (each.chance)
        CHECK(near(now.likelihood,
                   *each.chance * each.importance.certain + (1 - *each.chance) * each.importance.impossible));
      catalog edited = world;
      fact* const told = only_statement(edited, each.id);
      if (each.code != "fact" || told == nullptr || (each.happens != "yes" && each.happens != "no")) continue;
      const double if_so = each.happens == "yes" ? 1 : 0;
      told->values = {if_so};
      CHECK(near(each.importance.certain, ask_anew(edited, found.plan).likelihood));
      told->values = {1 - if_so};
      CHECK(near(each.importance.impossible, ask_anew(edited, found.plan).likelihood));
      ++checked;
    }
    const constraint_graph graph = build_graph(world, world.systems.at("os1"), world.markets.at("m1"));
    const pairing_model model =
        resolve_pairing(world, graph, {&world.systems.at("os1"), &world.markets.at("m1"), &world.devices.at("d1")}, {});
    for (const fact_outcomes& fact : found.facts) {
      const std::vector<fact_class>& classes = model.lowered.facts.at(fact.key).classes;
      REQUIRE(classes.size() == fact.classes.size());
      for (std::size_t which = 0; which < classes.size(); ++which) {
        catalog edited = world;
        portfit::fact* const told = only_statement(edited, fact.key);
        if (told == nullptr) break;
        told->values = {classes[which].example};
        const asked_anew then = ask_anew(edited, found.plan);
        CHECK(near(fact.classes[which].likelihood, then.likelihood));
        CHECK(near(fact.classes[which].score, then.score));
        ++classes_checked;
      }
      double chances = 0;
      double likelihood = 0;
      for (const class_outcome& each : fact.classes) {
        chances += each.chance;
        likelihood += each.chance * each.likelihood;
      }
      CHECK(near(chances, 1));
      CHECK(near(likelihood, now.likelihood));
    }
  }
  CHECK(classes_checked > 10);
  CHECK(checked > 25);
}

TEST_CASE("sensitivity: a remedy's success moves the likelihood along the line between its two ends") {
  std::size_t checked = 0;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const catalog world = random_catalog(seed);
    const sensitivity found = measured(world);
    for (const event_importance& each : found.events) {
      if (each.code != "success") continue;
      for (const double chance : {0.25, 0.625}) {
        catalog edited = world;
        figure& works = edited.remedies.at(remedy_in(each.id)).works;
        if (works.empty()) works = portfit_test::always(estimate::exactly(1));
        works[line_in(each.id)].is = estimate::exactly(chance);
        const double expected = each.importance.impossible + chance * each.importance.birnbaum();
        CHECK(near(expected, ask_anew(edited, found.plan).likelihood));
        ++checked;
      }
    }
  }
  CHECK(checked > 25);
}

TEST_CASE("sensitivity: slopes of the score are what small changes of the catalog do") {
  std::map<std::string, std::size_t> checked;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    catalog world = random_catalog(seed);
    if (is_stepped(world)) continue;
    const sensitivity found = measured(world);
    for (const score_derivative& each : found.derivatives) {
      CAPTURE(each.id);
      if (each.code == "floor") {
        const double change = ask_anew(world, found.plan, 0.6).score - ask_anew(world, found.plan, 0.4).score;
        CHECK(near(each.slope, change / 0.2));
        ++checked["floor"];
        continue;
      }
      const std::optional<figure_at> figure = figure_of(world, each);
      if (!figure) continue;
      CHECK(near(figure->now, each.value));
      const double step = 1e-5 * (each.value == 0 ? 1 : each.value);
      const bool is_chance = each.code == "success" || each.code == "fact";
      const bool one_sided = is_chance && each.value + step >= 1;
      const double high = ask_anew(with(world, *figure, one_sided ? each.value : each.value + step), found.plan).score;
      const double low = ask_anew(with(world, *figure, each.value - step), found.plan).score;
      const double slope = (high - low) / (one_sided ? step : 2 * step);
      CHECK(std::fabs(each.slope - slope) * std::fabs(each.value) < 1e-3);
      ++checked[each.code];
    }
  }
  for (const char* const code : {"money", "effort", "success", "fact", "weight", "person_month", "scale", "floor"})
    CHECK_MESSAGE(checked[code] > 4, std::string(code));
}

TEST_CASE("sensitivity: a fact believed with a chance that the score answers to has a slope") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    CAPTURE(seed);
    const catalog world = random_catalog(seed);
    const sensitivity found = measured(world);
    for (const char* const name : {"a", "b", "c", "d", "e"}) {
      for (const char* const owner : {"d1", "p1", "v1", "os1", "base0", "world"}) {
        const std::string key = owner + std::string(": ") + name;
        catalog edited = world;
        fact* const told = only_statement(edited, key);
        if (told == nullptr || told->is_known() || told->belief.is != distribution::form::chance) continue;
        if (told->belief.chance == 0 || told->belief.chance == 1) continue;  // that is knowledge
        told->belief.chance /= 2;
        if (near(ask_anew(edited, found.plan).score, found.score)) continue;
        bool is_told = false;
        for (const score_derivative& each : found.derivatives)
          is_told = is_told || (each.id == key + " = yes" && std::fabs(each.slope) > 1e-9);
        CHECK(is_told);
      }
    }
  }
}

namespace {

/// The catalog with the figure of a swing at one end; false where the test has no way to it.
bool move_figure(catalog& world, const figure_swing& what, bool high) {
  const auto end = [&](const estimate& told) { return estimate::exactly(high ? told.high : told.low); };
  if (what.code == "units" || what.code == "margin") {
    std::optional<estimate>& told = what.code == "units" ? world.markets.at("m1").units : world.markets.at("m1").margin;
    told = end(*told);
  } else if (what.code == "enforced") {
    estimate& told = world.agreements.at("g1").forbids.front().enforced;
    told = end(told);
  } else if (what.code == "payment") {
    estimate& told = world.remedies.at(remedy_in(what.id)).pays.at("vendor");
    told = end(told);
  } else if (what.code == "exposure") {
    fact* const told = only_statement(world, what.id);
    if (told == nullptr) return false;
    told->values = {high ? told->belief.high : told->belief.low};
  } else if (what.code == "weight") {
    should_of(world, what.id)->weight *= high ? 2 : 0.5;
  } else if (what.code == "fact" || what.code == "assumed") {
    const std::string& answer = (high ? what.high : what.low).text;
    fact* const told = only_statement(world, what.id);
    if (told == nullptr || (answer != "yes" && answer != "no")) return false;
    told->values = {answer == "yes" ? 1.0 : 0.0};
    told->trust = confidence::a;
  } else if (figure* const lines = lines_of(world, what.code, what.id)) {
    estimate& told = (*lines)[line_in(what.id)].is;
    told = end(told);
  } else {
    return false;
  }
  return true;
}

/// `r0: works` at 0 is no remedy: a catalog that says so has no such plan any more.
bool has_plan(const catalog& world, const std::vector<std::string>& plan) {
  for (const std::string& id : plan)
    for (const figure_line& line : world.remedies.at(id).works)
      if (line.is.high <= 0) return false;
  return true;
}

}  // namespace

TEST_CASE("sensitivity: what is said of the ends of a figure is what the edited catalog says") {
  std::map<std::string, std::size_t> checked;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(seed);
    catalog world = random_catalog(seed);
    if (seed % 5 == 0)  // guesses
      for (auto& [name, statements] : world.devices.at("d1").facts)
        for (fact& each : statements) each.trust = confidence::assumed;
    for (auto& [id, work] : world.remedies)
      for (auto& [payee, amount] : work.pays) amount = estimate::between(amount.low / 2, amount.high * 2);
    const sensitivity found = measured(world, true);
    for (const figure_swing& each : found.swings) {
      CAPTURE(each.id);
      for (const bool high : {false, true}) {
        catalog edited = world;
        if (!move_figure(edited, each, high)) continue;
        const asked_anew then = ask_anew(edited, found.plan);
        const figure_end& end = high ? each.high : each.low;
        CHECK(near(end.best, then.best));
        CHECK(end.remedies == then.remedies);
        CHECK(end.verdict == then.verdict);
        CHECK(end.plan_changes == (then.remedies != found.summary.remedies));
        CHECK(end.verdict_changes == (then.verdict != found.summary.verdict));
        if (has_plan(edited, found.plan)) CHECK(near(end.score, then.score));
        ++checked[each.code];
      }
    }
  }
  for (const char* const code :
       {"money", "effort", "success", "fact", "assumed", "units", "enforced", "payment", "exposure", "weight"})
    CHECK_MESSAGE(checked[code] > 2, std::string(code));
}

TEST_CASE(
    "sensitivity: it is the same every time, sorted, and the recommended plan is never beaten by the plan looked at") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const catalog world = random_catalog(seed);
    const sensitivity found = measured(world);
    const sensitivity again = measured(world);
    REQUIRE(found.swings.size() == again.swings.size());
    for (std::size_t index = 0; index < found.swings.size(); ++index) {
      CHECK(found.swings[index].id == again.swings[index].id);
      CHECK(found.swings[index].low.score == again.swings[index].low.score);
      CHECK(portfit_test::not_above(found.swings[index].low.score, found.swings[index].low.best));
      CHECK(portfit_test::not_above(found.swings[index].high.score, found.swings[index].high.best));
      if (index > 0) CHECK(portfit_test::not_above(found.swings[index].spread(), found.swings[index - 1].spread()));
    }
    for (std::size_t index = 1; index < found.derivatives.size(); ++index)
      CHECK(portfit_test::not_above(std::fabs(found.derivatives[index].points()),
                                    std::fabs(found.derivatives[index - 1].points())));
  }
}
