#include <portfit/graph/fact_encoder.hpp>

#include "support/resolved.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

using namespace portfit;
using portfit_test::pairing_builder;
using portfit_test::resolved;

namespace {

/// The encoder of one pairing, with a problem of its own.
struct encoded {
  resolved pairing;
  decision_problem problem;
  fact_encoder facts;
  explicit encoded(const catalog_builder& told, bool relaxable = false)
      : pairing(told), facts(pairing.graph, pairing.device, problem, relaxable) {}
  [[nodiscard]] std::size_t condition(const std::string& text) const {
    const auto& all = tables(pairing.graph).conditions;
    for (std::size_t index = 0; index < all.size(); ++index)
      if (all[index].written.text == text) return index;
    FAIL("no condition " << text);
    return 0;
  }
};

}  // namespace

TEST_CASE("encoder: a known fact answers by itself and needs no variable") {
  pairing_builder told;
  told.fact("ram", "GiB").device("d").set("ram", "3 GiB");
  told.system("os").must("two", "ram >= 2 GiB").must("four", "ram >= 4 GiB");
  encoded made(told);
  CHECK(made.facts.before(made.condition("ram >= 2 GiB")) == true_term);
  CHECK(made.facts.before(made.condition("ram >= 4 GiB")) == false_term);
  CHECK(made.problem.roles.empty());
}

TEST_CASE("encoder: the classes of an unknown fact are a chain, each variable given none before") {
  pairing_builder told;
  told.fact("camera", {"none", "photo", "video"});
  told.device("d").set("camera", map_of({{"none", "50%"}, {"photo", "30%"}, {"video", "20%"}}));
  told.system("os").must("a", "camera >= photo").must("b", "camera >= video");
  encoded made(told);
  const encoded_fact& camera = made.facts.fact_of(made.condition("camera >= video"));
  REQUIRE(camera.classes.size() == 3);
  REQUIRE(camera.variables.size() == 2);
  CHECK(made.problem.roles[camera.variables[0]] == variable_role::chance);
  CHECK(made.problem.weight[camera.variables[0]] == doctest::Approx(0.2));
  CHECK(made.problem.weight[camera.variables[1]] == doctest::Approx(0.3 / 0.8));
  CHECK(made.facts.before(made.condition("camera >= video")) == camera.events[0]);
  const term photo = made.facts.before(made.condition("camera >= photo"));
  const term either = made.problem.terms.disjunction(camera.events[0], camera.events[1]);
  for (const bool first : {false, true})
    for (const bool second : {false, true})
      CHECK(made.problem.terms.evaluate(photo, {first, second}) ==
            made.problem.terms.evaluate(either, {first, second}));
}

TEST_CASE("encoder: exactly one of very many classes holds, whichever variables do") {
  pairing_builder told;
  told.fact("ram", "GiB").device("d").set("ram", unknown_value());
  auto os = told.system("os");
  for (int size = 1; size <= 100; ++size)
    os.must("m" + std::to_string(size), "ram >= " + std::to_string(size) + " GiB");
  encoded made(told);
  const encoded_fact& ram = made.facts.fact_of(made.condition("ram >= 1 GiB"));
  REQUIRE(ram.classes.size() == 101);
  for (std::size_t first = 0; first < 101; ++first) {  // the first variable that holds; later ones do not matter
    std::vector<bool> assignment(100, false);
    for (std::size_t each = first; each < 100; each += 1 + first % 3) assignment[each] = true;
    for (std::size_t which = 0; which < 101; ++which)
      REQUIRE(made.problem.terms.evaluate(ram.events[which], assignment) == (which == first));
    const term fifty = made.facts.before(made.condition("ram >= 50 GiB"));
    CHECK(made.problem.terms.evaluate(fifty, assignment) == (first <= 50));  // the best class is 100 GiB or more
  }
}

TEST_CASE("encoder: one fact under two names is one fact") {
  pairing_builder told;
  told.flags({"mainline"}).platform("p").set("mainline", unknown_value());
  told.system("os").must("a", "mainline").must("b", "platform.mainline");
  encoded made(told);
  CHECK(made.facts.facts().size() == 1);
  CHECK(made.facts.before(made.condition("mainline")) == made.facts.before(made.condition("platform.mainline")));
  CHECK(made.problem.roles == std::vector<variable_role>{variable_role::unknown});
}

TEST_CASE("encoder: a fact no condition asks about gets no variable") {
  pairing_builder told;
  told.flags({"asked", "made"});
  told.system("os").must("a", "asked");
  told.remedy("r").makes("made");
  encoded made(told);
  CHECK(made.problem.roles.size() == 1);
}

TEST_CASE("encoder: before a plan, lifted by a remedy, and after it") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.system("os").must("a", "it");
  told.remedy("breaks").breaks("it").after("makes");
  told.remedy("makes").makes("it");
  encoded made(told);
  const term broken = made.problem.terms.literal(made.problem.add(variable_role::decision, "broken", 0));
  const term lifted = made.problem.terms.literal(made.problem.add(variable_role::decision, "lifted", 0));
  const std::vector<term> effective{broken, lifted};  // by remedy, in order of ids
  const std::size_t condition = made.condition("it");
  CHECK(made.facts.before(condition) == false_term);
  CHECK(made.facts.lifted(condition, effective) == lifted);
  const term after = made.facts.after(condition, effective);
  CHECK(made.problem.terms.evaluate(after, {false, true}));
  CHECK_FALSE(made.problem.terms.evaluate(after, {true, true}));
  CHECK_FALSE(made.problem.terms.evaluate(after, {true, false}));
  CHECK_FALSE(made.problem.terms.evaluate(after, {false, false}));
}

TEST_CASE("encoder: relaxed, a known fact is kept by its selector and may be anything without it") {
  pairing_builder told;
  told.flags({"it"}).device("d").set("it", "no");
  told.system("os").must("a", "it");
  encoded made(told, true);
  const encoded_fact& fact = made.facts.fact_of(made.condition("it"));
  REQUIRE(fact.selector.has_value());
  REQUIRE(fact.variables.size() == 1);
  CHECK(made.problem.roles[*fact.selector] == variable_role::selector);
  CHECK(made.problem.roles[fact.variables[0]] == variable_role::relaxed);
  const term answer = made.facts.before(made.condition("it"));
  std::vector<bool> assignment(2, true);
  CHECK_FALSE(made.problem.terms.evaluate(answer, assignment));
  assignment[*fact.selector] = false;
  CHECK(made.problem.terms.evaluate(answer, assignment));
  assignment[fact.variables[0]] = false;
  CHECK_FALSE(made.problem.terms.evaluate(answer, assignment));
}
