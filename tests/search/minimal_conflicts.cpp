#include <portfit/search/minimal_conflicts.hpp>

#include "support/random_problem.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

/// Clauses over facts, every clause and every known fact under a selector of its own.
struct selected {
  decision_problem problem;
  std::vector<term> needs;

  variable keep(const char* name) { return problem.add(variable_role::selector, name, 1); }

  /// A fact known not to hold; let go it may be anything.
  std::pair<variable, term> missing(const char* name) {
    formula& terms = problem.terms;
    const variable selector = keep(name);
    const term open = terms.literal(problem.add(variable_role::relaxed, name, 0.5));
    return {selector, terms.conjunction(terms.negate(terms.literal(selector)), open)};
  }

  variable ask(const char* name, term need) {
    formula& terms = problem.terms;
    const variable selector = keep(name);
    needs.push_back(terms.disjunction(terms.negate(terms.literal(selector)), need));
    problem.goal = terms.conjunction(needs);
    problem.value = problem.goal;
    return selector;
  }
};

using set_list = std::vector<std::vector<variable>>;

/// Whether some decisions, unknowns and let-go things reach the goal with exactly these selectors kept.
bool reaches(compiled_problem& compiled, const std::set<variable>& kept) {
  std::map<variable, bool> values;
  for (const variable each : compiled.variables({variable_role::selector})) values[each] = kept.contains(each);
  for (const variable each : compiled.variables({variable_role::success})) values[each] = true;
  return compiled.diagrams().restrict(compiled.goal(), values) != bdd_manager::false_edge;
}

}  // namespace

TEST_CASE("conflicts: a clause and the fact that breaks it, each pair by itself") {
  selected made;
  const auto [ram, has_ram] = made.missing("ram");
  const auto [modem, has_modem] = made.missing("modem");
  const variable memory = made.ask("memory", has_ram);
  const variable calls = made.ask("calls", has_modem);
  compiled_problem compiled(made.problem);
  const selector_sets found = minimal_conflicts(compiled, 10);
  CHECK(found.complete);
  CHECK(found.sets == set_list{{ram, memory}, {modem, calls}});
}

TEST_CASE("conflicts: alternatives that all fail are one conflict") {
  selected made;
  const auto [source, has_source] = made.missing("source");
  const auto [mainline, has_mainline] = made.missing("mainline");
  const variable boots = made.ask("boots", made.problem.terms.disjunction(has_source, has_mainline));
  compiled_problem compiled(made.problem);
  const selector_sets found = minimal_conflicts(compiled, 10);
  CHECK(found.sets == set_list{{source, mainline, boots}});
}

TEST_CASE("conflicts: none where a decision, an unknown or a success opens the way") {
  selected made;
  const auto [modem, has_modem] = made.missing("modem");
  formula& terms = made.problem.terms;
  const term work = terms.conjunction(terms.literal(made.problem.add(variable_role::decision, "work", 0)),
                                      terms.literal(made.problem.add(variable_role::success, "works", 0.1)));
  const variable calls = made.ask("calls", terms.disjunction(has_modem, work));
  static_cast<void>(calls);
  static_cast<void>(modem);
  compiled_problem compiled(made.problem);
  const selector_sets found = minimal_conflicts(compiled, 10);
  CHECK(found.sets.empty());
  CHECK(found.complete);
}

TEST_CASE("conflicts: decisions that exclude each other do not open the way together") {
  selected made;
  formula& terms = made.problem.terms;
  const variable left = made.problem.add(variable_role::decision, "left", 0);
  const variable right = made.problem.add(variable_role::decision, "right", 0);
  const variable one = made.ask("one", terms.literal(left));
  const variable two = made.ask("two", terms.literal(right));
  compiled_problem free(made.problem);
  CHECK(minimal_conflicts(free, 10).sets.empty());
  made.problem.exclusions = {{left, right}};
  compiled_problem bound(made.problem);
  CHECK(minimal_conflicts(bound, 10).sets == set_list{{one, two}});
}

TEST_CASE("changes: one of each conflict, the law always kept") {
  selected made;
  const auto [ram, has_ram] = made.missing("ram");
  const auto [modem, has_modem] = made.missing("modem");
  const variable memory = made.ask("memory", has_ram);
  const variable calls = made.ask("calls", has_modem);
  compiled_problem compiled(made.problem);
  const selector_sets all = minimal_changes(compiled, {}, 10);
  CHECK(std::set<std::vector<variable>>(all.sets.begin(), all.sets.end()) ==
        std::set<std::vector<variable>>{{ram, modem}, {ram, calls}, {modem, memory}, {memory, calls}});
  const selector_sets lawful = minimal_changes(compiled, {memory}, 10);
  CHECK(std::set<std::vector<variable>>(lawful.sets.begin(), lawful.sets.end()) ==
        std::set<std::vector<variable>>{{ram, modem}, {ram, calls}});
  CHECK(minimal_changes(compiled, {memory, ram}, 10).sets.empty());
}

TEST_CASE("conflicts and changes: a limit is kept and told, the smallest come first") {
  selected made;
  const auto [ram, has_ram] = made.missing("ram");
  const auto [modem, has_modem] = made.missing("modem");
  const auto [screen, has_screen] = made.missing("screen");
  const variable both = made.ask("both", made.problem.terms.disjunction(has_modem, has_screen));
  const variable memory = made.ask("memory", has_ram);
  static_cast<void>(modem);
  static_cast<void>(screen);
  static_cast<void>(both);
  compiled_problem compiled(made.problem);
  const selector_sets found = minimal_conflicts(compiled, 1);
  CHECK_FALSE(found.complete);
  CHECK(found.sets == set_list{{ram, memory}});
  CHECK(minimal_conflicts(compiled, 2).complete);
}

TEST_CASE("conflicts: when the node budget ends there may be more") {
  selected made;
  const auto [ram, has_ram] = made.missing("ram");
  made.ask("memory", has_ram);
  static_cast<void>(ram);
  compiled_problem compiled(made.problem, 3);
  CHECK_FALSE(minimal_conflicts(compiled, 10).complete);
  CHECK_FALSE(minimal_changes(compiled, {}, 10).complete);
}

TEST_CASE("conflicts and changes: random problems agree with trying every set of selectors") {
  portfit_test::random_source random(3);
  int blocked = 0;
  for (int round = 0; round < 150; ++round) {
    CAPTURE(round);
    selected made;
    formula& terms = made.problem.terms;
    std::vector<term> literals;
    for (const char* const name : {"a", "b", "c"}) literals.push_back(made.missing(name).second);
    literals.push_back(
        terms.conjunction(terms.literal(made.problem.add(variable_role::decision, "d", 0)), literals.front()));
    for (const char* const name : {"x", "y", "z"}) {
      // None negated: what is let go may only open ways.
      const term need = random.chance(0.5) ? terms.disjunction(random.pick(literals), random.pick(literals))
                                           : terms.conjunction(random.pick(literals), random.pick(literals));
      made.ask(name, need);
    }
    compiled_problem compiled(made.problem);
    const std::set<variable> all = compiled.variables({variable_role::selector});
    const std::vector<variable> selectors(all.begin(), all.end());
    const auto subset = [&](std::size_t mask) {
      std::set<variable> kept;
      for (std::size_t index = 0; index < selectors.size(); ++index)
        if ((mask >> index & 1U) != 0) kept.insert(selectors[index]);
      return kept;
    };
    const std::size_t full = (std::size_t{1} << selectors.size()) - 1;
    std::set<std::vector<variable>> conflicts;
    std::set<std::vector<variable>> changes;
    for (std::size_t mask = 0; mask <= full; ++mask) {
      bool conflict = !reaches(compiled, subset(mask));
      bool change = reaches(compiled, subset(full ^ mask));
      for (std::size_t index = 0; index < selectors.size(); ++index) {
        const std::size_t bit = std::size_t{1} << index;
        if ((mask & bit) == 0) continue;
        conflict = conflict && reaches(compiled, subset(mask ^ bit));
        change = change && !reaches(compiled, subset(full ^ mask ^ bit));
      }
      const std::set<variable> members = subset(mask);
      if (conflict) conflicts.emplace(members.begin(), members.end());
      if (change) changes.emplace(members.begin(), members.end());
    }
    const selector_sets found = minimal_conflicts(compiled, 1000);
    CHECK(std::set<std::vector<variable>>(found.sets.begin(), found.sets.end()) == conflicts);
    const selector_sets ways = minimal_changes(compiled, {}, 1000);
    CHECK(std::set<std::vector<variable>>(ways.sets.begin(), ways.sets.end()) == changes);
    blocked += conflicts.empty() ? 0 : 1;
  }
  CHECK(blocked > 100);
}
