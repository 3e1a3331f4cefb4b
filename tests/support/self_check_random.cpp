#include "support/oracle.hpp"

#include "support/near.hpp"
#include "support/random_catalog.hpp"
#include "support/random_catalog_text.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

// The oracle on random catalogs: what must hold of its figures among themselves, and that the catalogs are worth their time.

using namespace portfit_test;

namespace {

using portfit_test::not_above;

constexpr std::uint64_t seeds = 400;

oracle_result ask(const portfit::catalog& book) { return enumerate(book, "os1", "d1", "m1"); }

bool in_order(const oracle_plan& plan) {
  return not_above(plan.guaranteed_likelihood, plan.expected_likelihood.low) &&
         not_above(plan.expected_likelihood.low, plan.ranking_likelihood) &&
         not_above(plan.ranking_likelihood, plan.expected_likelihood.high) &&
         not_above(plan.expected_likelihood.high, plan.possible_likelihood) &&
         not_above(plan.guaranteed_score, plan.expected_score.low) &&
         not_above(plan.expected_score.low, plan.ranking_score) &&
         not_above(plan.ranking_score, plan.expected_score.high) &&
         not_above(plan.expected_score.high, plan.possible_score) && not_above(plan.cost_ends.low, plan.mean_cost) &&
         not_above(plan.mean_cost, plan.cost_ends.high);
}

/// Every table of facts a pairing reads, but those of its vendor's exposure.
std::vector<portfit::fact_table*> tables(portfit::catalog& book) {
  std::vector<portfit::fact_table*> result{&book.devices["d1"].facts, &book.platforms["p1"].facts, &book.world,
                                           &book.systems["os1"].facts, &book.systems["base0"].facts};
  for (auto& [id, port] : book.ports) result.push_back(&port.facts);
  return result;
}

}  // namespace

TEST_CASE("random catalogs: the same for the same seed, others for others") {
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const std::string text = to_text(random_catalog(seed));
    CHECK(text == to_text(random_catalog(seed)));
    texts.insert(text);
  }
  CHECK(texts.size() == 100);
}

TEST_CASE("random catalogs: small, and of every verdict") {
  std::map<oracle_verdict, int> verdicts;
  int with_remedies = 0;
  int answerable = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const oracle_result result = ask(random_catalog(seed));
    ++verdicts[result.verdict];
    if (!result.best().remedies.empty()) ++with_remedies;
    if (result.answerable) ++answerable;
    CHECK(result.unknown_facts <= 4);
    CHECK(result.worlds / result.plans.size() < 4096);
  }
  CHECK(verdicts[oracle_verdict::ready] > 30);
  CHECK(verdicts[oracle_verdict::feasible] > 30);
  CHECK(verdicts[oracle_verdict::blocked] > 30);
  CHECK(verdicts[oracle_verdict::undetermined] > 30);
  CHECK(with_remedies > 60);
  CHECK(answerable > 0);
}

TEST_CASE("random catalogs: facts compared with others, unknown or of several values, on either side") {
  int unknown_left = 0;
  int unknown_right = 0;
  int both_several = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const portfit::catalog book = random_catalog(seed);
    for (const auto& [name, declared] : book.facts) {
      const std::string other = rival_of(name);
      if (!book.facts.contains(other) || other > name) continue;
      unknown_left += has_unknown_rival(book, name) ? 1 : 0;
      unknown_right += has_unknown_rival(book, other) ? 1 : 0;
      const auto has_several = [&](const std::string& which) {
        for (const auto* table : {&book.devices.at("d1").facts, &book.platforms.at("p1").facts, &book.world})
          if (const auto found = table->find(which); found != table->end() && found->second.front().values.size() > 1)
            return true;
        return false;
      };
      both_several += has_several(name) && has_several(other) ? 1 : 0;
    }
  }
  CHECK(unknown_left > 20);
  CHECK(unknown_right > 20);
  CHECK(both_several > 5);
}

TEST_CASE("oracle: figures of a plan come in their order, and the break-down sums to the loss") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    const oracle_result result = ask(random_catalog(seed));
    for (const oracle_plan& plan : result.plans) CHECK(in_order(plan));
    if (result.verdict == oracle_verdict::blocked) {
      CHECK(result.best_possible == 0);
      continue;
    }
    double sum = 0;
    for (const auto& [remedy, points] : result.affordability) sum += points;
    for (const oracle_loss& loss : result.requirements) {
      CHECK(loss.points > -1e-9);
      sum += loss.points;
    }
    CHECK(sum == doctest::Approx(100 - result.best().ranking_score));
  }
}

TEST_CASE("oracle: to know less never raises what is guaranteed nor lowers what is possible, plan by plan") {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    portfit::catalog book = random_catalog(seed);
    const oracle_result before = ask(book);
    for (portfit::fact_table* const table : tables(book))
      for (auto& [name, statements] : *table) {
        if (!statements.front().is_known() || may_have_several_values(statements)) continue;
        if (has_unknown_rival(book, name)) continue;
        const std::vector<portfit::fact> kept = std::exchange(statements, {unknown(name)});
        const oracle_result after = ask(book);
        statements = kept;
        CAPTURE(seed);
        CAPTURE(name);
        REQUIRE(after.plans.size() == before.plans.size());
        for (std::size_t index = 0; index < before.plans.size(); ++index) {
          CHECK(not_above(after.plans[index].guaranteed_score, before.plans[index].guaranteed_score));
          CHECK(not_above(before.plans[index].possible_score, after.plans[index].possible_score));
          CHECK(not_above(after.plans[index].guaranteed_likelihood, before.plans[index].guaranteed_likelihood));
          CHECK(not_above(before.plans[index].possible_likelihood, after.plans[index].possible_likelihood));
        }
        ++compared;
      }
  }
  CHECK(compared > 300);
}

TEST_CASE("oracle: a requirement stated twice at half weight each changes nothing") {
  int compared = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    portfit::catalog book = random_catalog(seed);
    const oracle_result once = ask(book);
    portfit::requirements& asks = book.systems["os1"].asks;
    if (asks.empty()) continue;
    asks.back().weight /= 2;
    asks.push_back(asks.back());
    asks.back().name += "_again";
    const oracle_result twice = ask(book);
    CAPTURE(seed);
    CHECK(twice.verdict == once.verdict);
    CHECK(twice.best().remedies == once.best().remedies);
    CHECK(twice.best().ranking_score == doctest::Approx(once.best().ranking_score));
    REQUIRE(twice.requirements.size() == once.requirements.size());
    std::multiset<long long> losses_once;
    std::multiset<long long> losses_twice;
    for (const oracle_loss& loss : once.requirements) losses_once.insert(std::llround(loss.points * 1e6));
    for (const oracle_loss& loss : twice.requirements) losses_twice.insert(std::llround(loss.points * 1e6));
    CHECK(losses_once == losses_twice);
    ++compared;
  }
  CHECK(compared > 200);
}

TEST_CASE("oracle: in monotone catalogs one more fact that holds never hurts") {
  random_catalog_options monotone;
  monotone.monotone = true;
  int compared = 0;
  int better = 0;
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    if (seed % 4 == 3) continue;  // what an agreement forbids may hold: its catalogs are not monotone
    portfit::catalog book = random_catalog(seed, monotone);
    const oracle_result before = ask(book);
    for (portfit::fact_table* const table : tables(book))
      for (auto& [name, statements] : *table) {
        const bool is_flag = book.facts[name].type == portfit::fact_type::yes_no;
        if (!is_flag || !statements.front().is_known()) continue;
        const std::vector<portfit::fact> kept = statements;
        for (portfit::fact& one : statements) one = known(name, 0.0);
        const oracle_result without = ask(book);
        for (portfit::fact& one : statements) one = known(name, 1.0);
        const oracle_result with = ask(book);
        statements = kept;
        CAPTURE(seed);
        CAPTURE(name);
        for (std::size_t index = 0; index < before.plans.size(); ++index) {
          CHECK(not_above(without.plans[index].guaranteed_score, with.plans[index].guaranteed_score));
          CHECK(not_above(without.plans[index].ranking_score, with.plans[index].ranking_score));
          CHECK(not_above(without.plans[index].possible_score, with.plans[index].possible_score));
        }
        ++compared;
        if (with.best_possible > without.best_possible + 1e-9) ++better;
      }
  }
  CHECK(compared > 200);
  CHECK(better > 30);
}
