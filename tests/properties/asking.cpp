#include <portfit/analysis/ask.hpp>

#include "support/near.hpp"
#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What asking is worth, computed another way: each answer is written into the catalog, and the catalog assessed again.

using namespace portfit;
using portfit_test::near;
using portfit_test::not_above;

namespace {

/// A question's answer: which, and where.
using stated_answers = std::vector<std::pair<const asked_question*, const asked_answer*>>;

fact_table& table_of(catalog& world, const std::string& owner) {
  if (const auto found = world.ports.find(owner); found != world.ports.end()) return found->second.facts;
  if (const auto found = world.platforms.find(owner); found != world.platforms.end()) return found->second.facts;
  if (const auto found = world.vendors.find(owner); found != world.vendors.end()) return found->second.facts;
  if (const auto found = world.systems.find(owner); found != world.systems.end()) return found->second.facts;
  if (const auto found = world.devices.find(owner); found != world.devices.end()) return found->second.facts;
  return owner == "world" ? world.world : world.markets.at(owner).facts;
}

/// The catalog in which these answers are known.
catalog with_answers(catalog world, const stated_answers& answers) {
  for (const auto& [asked, told] : answers) {
    if (asked->code == "fact") {
      table_of(world, asked->owner)[asked->fact] = {portfit_test::known(asked->fact, *told->value)};
      continue;
    }
    vendor& who = world.vendors.at(asked->owner);
    const std::string agreement = asked->key.substr(asked->key.find("holds ") + 6);
    who.may_hold.erase(agreement);
    if (told->text == "yes") who.holds.push_back(agreement);
  }
  return world;
}

assessment assessed_anew(const catalog& world) {
  return assess(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1"));
}

double best_possible_of(const catalog& world) {
  const market& where = world.markets.at("m1");
  const constraint_graph graph = build_graph(world, world.systems.at("os1"), where);
  const pairing_model model =
      resolve_pairing(world, graph, {&world.systems.at("os1"), &where, &world.devices.at("d1")}, {});
  compiled_problem compiled(model.lowered.problem);
  search_options options;
  options.wanted = objective::possible;
  return best_plan(compiled, options).best.score.possible;
}

/// The mean of the best plan's score over all answers to some questions together.
double mean_after(const catalog& world, const std::vector<const asked_question*>& asked, stated_answers so_far = {}) {
  if (so_far.size() == asked.size()) return assessed_anew(with_answers(world, so_far)).plan.score.ranking;
  const asked_question* const next = asked[so_far.size()];
  double sum = 0;
  for (const asked_answer& each : next->answers) {
    if (each.weight <= 0) continue;
    stated_answers more = so_far;
    more.emplace_back(next, &each);
    sum += each.weight * mean_after(world, asked, std::move(more));
  }
  return sum;
}

/// The vendor's inequality rests on this fact too: an answer to it says more than the conditions ask.
bool is_exposed(const asked_question& asked) { return asked.fact == "revenue" || asked.fact == "share"; }

bool can_be_stated(const asked_question& asked) { return asked.code != "stake" && !is_exposed(asked); }

/// Once it is known what the vendor holds, some conditions matter no more, and even odds are counted without them.
bool may_change_odds(const inquiry& found, const asked_question& asked) {
  return asked.code == "entity" && std::any_of(found.questions.begin(), found.questions.end(),
                                               [](const auto& each) { return each.code == "fact" && !each.has_prior; });
}

/// The agreements a vendor holds become doubtful: one has a chance, the others have none.
void doubt_what_is_held(catalog& world) {
  vendor& who = world.vendors.at("v1");
  for (const std::string& each : who.holds)
    who.may_hold.emplace(each, who.may_hold.empty() ? std::optional(0.4) : std::nullopt);
  who.holds.clear();
}

struct counts {
  int answers = 0, valuable = 0, pairs = 0, entities = 0, moving = 0;
};

void check_answers(const catalog& world, const inquiry& found, counts& seen) {
  for (const asked_question& asked : found.questions) {
    CAPTURE(asked.key);
    CHECK_FALSE(asked.answers.empty());
    CHECK(asked.value_at_even_odds >= 0);
    CHECK(asked.guaranteed_rise >= 0);
    CHECK(asked.possible_fall > -1e-9);
    CHECK(asked.has_prior == asked.value.has_value());
    CHECK(asked.has_prior == asked.by_choice.has_value());
    CHECK(asked.by_choice.value_or(0) >= 0);
    if (!asked.changes_plan) CHECK(asked.by_choice.value_or(0) == 0);
    if (!can_be_stated(asked)) continue;
    double total = 0;
    double highest = found.best_guaranteed;
    double lowest = found.best_possible;
    for (const asked_answer& each : asked.answers) {
      CAPTURE(each.text);
      const catalog stated = with_answers(world, {{&asked, &each}});
      const assessment anew = assessed_anew(stated);
      CHECK(anew.verdict == each.verdict);
      CHECK(anew.answerable == each.answerable);
      if (!may_change_odds(found, asked)) {
        CHECK(near(anew.plan.score.ranking, each.plan.score));
        CHECK(near(anew.plan.cost.mean, each.plan.cost));
        CHECK(anew.remedies == each.remedies);
      }
      CHECK(near(*anew.best_guaranteed, each.best_guaranteed));
      CHECK(near(best_possible_of(stated), each.best_possible));
      total += each.weight;
      highest = (std::max)(highest, *anew.best_guaranteed);
      lowest = (std::min)(lowest, best_possible_of(stated));
      ++seen.answers;
    }
    CHECK(near(total, 1));
    CHECK(near(asked.guaranteed_rise, highest - found.best_guaranteed));
    CHECK(near(asked.possible_fall, found.best_possible - lowest));
    seen.entities += asked.code == "entity" ? 1 : 0;
    seen.moving += asked.movement() > 0.01 ? 1 : 0;
  }
}

void check_values(const catalog& world, const inquiry& found, counts& seen) {
  const double now = found.now.plan.score.ranking;
  for (std::size_t one = 0; one < found.with_prior; ++one) {
    const asked_question& asked = found.questions[one];
    if (!can_be_stated(asked) || may_change_odds(found, asked)) continue;
    CHECK(near((std::max)(0.0, mean_after(world, {&asked}) - now), *asked.value));
    CHECK(near(*asked.value, found.together.singles[one].value));
    seen.valuable += *asked.value > 0.01 ? 1 : 0;
  }
  for (const observed_list& pair : found.together.pairs) {
    const asked_question& one = found.questions[pair.observations[0]];
    const asked_question& other = found.questions[pair.observations[1]];
    CHECK(not_above((std::max)(*one.value, *other.value), pair.value));
    CHECK(not_above(pair.value, found.together.perfect));
    if (!can_be_stated(one) || !can_be_stated(other) || may_change_odds(found, one) || may_change_odds(found, other))
      continue;
    const double together = mean_after(world, {&one, &other}) - now;
    CHECK(near((std::max)({*one.value, *other.value, together}), pair.value));
    ++seen.pairs;
  }
  for (const observed_list& list : found.together.longer) CHECK(not_above(list.value, found.together.perfect));
}

}  // namespace

TEST_CASE("what asking is worth agrees with writing every answer into the catalog") {
  counts seen;
  for (std::uint64_t seed = 0; seed < 130; ++seed) {
    CAPTURE(seed);
    catalog world = portfit_test::random_catalog(seed);
    if (seed % 8 < 4) doubt_what_is_held(world);
    const inquiry found = ask(world, world.systems.at("os1"), world.devices.at("d1"), world.markets.at("m1"));
    CHECK(found.complete);
    CHECK(near(found.together.now, found.now.plan.within_budget ? found.now.plan.score.ranking : 0));
    check_answers(world, found, seen);
    check_values(world, found, seen);
  }
  CHECK(seen.answers > 200);
  CHECK(seen.valuable > 10);
  CHECK(seen.pairs > 10);
  CHECK(seen.entities > 3);
  CHECK(seen.moving > 50);
}
