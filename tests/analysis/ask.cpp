#include <portfit/analysis/ask.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;

namespace {

inquiry asked_about(const catalog& world, const ask_options& options = {}) {
  return ask(world, world.systems.begin()->second, world.devices.begin()->second, world.markets.begin()->second,
             options);
}

inquiry asked_about(const catalog_builder& told, const ask_options& options = {}) {
  return asked_about(portfit_test::built(told), options);
}

const asked_question& about(const inquiry& found, const std::string& key) {
  for (const asked_question& each : found.questions)
    if (each.key == key) return each;
  FAIL("no question ", key);
  return found.questions.front();
}

std::string texts(const asked_question& asked) {
  std::string all;
  for (const asked_answer& each : asked.answers) all += (all.empty() ? "" : " | ") + each.text;
  return all;
}

std::string sets(const asked_question& asked) {
  std::string all;
  for (const asked_answer& each : asked.answers) all += (&each == &asked.answers.front() ? "" : " | ") + each.set;
  return all;
}

bool reads(double found, double printed, double unit) { return found > printed - unit && found < printed + unit; }

/// A must or a should on a fact of every kind; nothing of them is known.
void tell_many_kinds(portfit_test::pairing_builder& told) {
  told.fact("ram", "GiB")
      .fact("price", "money")
      .fact("released", "date")
      .fact("share", "percent")
      .fact("kernel", "version");
  told.fact("radios", map_of({{"set", list_of({"lte", "nr", "wifi"})}}));
  told.flags({"tree"});
  told.system("os")
      .must("memory", "ram >= 3 GiB")
      .must("cheap", "price < 300 USD")
      .must("young", "released >= 2022-05-01");
  told.system("os").should("part", "share <= 40%").should("new", "kernel > 5.10").must("tree", "tree");
  told.system("os").must("lte", "radios includes lte").should("nr", "radios includes nr");
}

}  // namespace

TEST_CASE("ask: the worked example, by hand") {
  const inquiry found = asked_about(portfit_test::worked_example());
  CHECK(found.complete);
  CHECK(found.with_prior == 1);
  REQUIRE(found.questions.size() == 2);
  // kernel_source: .7 x 21.46 (plan U) + .3 x 62.03 (plan M) - 25.94 (plan U, M).
  const asked_question& source = found.questions[0];
  CHECK(source.code == "fact");
  CHECK(source.key == "d1: kernel_source");
  CHECK(source.owner == "d1");
  REQUIRE(source.value);
  CHECK(reads(*source.value, 7.691, 0.0006));
  // Of it, .7 x (21.46 - 21.24) + .3 x (62.03 - 39.60): U, M kept would score 21.24 and 39.60.
  REQUIRE(source.by_choice);
  CHECK(reads(*source.by_choice, 0.7 * (21.46 - 21.24) + 0.3 * (62.03 - 39.60), 0.02));
  CHECK(reads(source.answers[0].kept.score, 39.60, 0.006));
  CHECK(source.changes_plan);
  REQUIRE(source.answers.size() == 2);
  CHECK(source.answers[0].text == "yes");
  CHECK(source.answers[0].chance == 0.3);
  CHECK(source.answers[0].remedies == std::vector<std::string>{"M"});
  CHECK(reads(source.answers[0].plan.score, 62.03, 0.006));
  CHECK(portfit_test::near(source.answers[0].plan.cost, 40e3));
  CHECK(source.answers[0].verdict == verdict::feasible);
  CHECK(source.answers[1].remedies == std::vector<std::string>{"U"});
  CHECK(reads(source.answers[1].plan.score, 21.46, 0.006));
  // If U, M is kept: 20 + 40 or 20 + 120 kUSD.
  CHECK(portfit_test::near(source.answers[0].kept.cost, 60e3));
  CHECK(portfit_test::near(source.answers[1].kept.cost, 140e3));
  CHECK(portfit_test::near(source.cost_after, 0.3 * 40e3 + 0.7 * 20e3));
  CHECK(portfit_test::near(source.saving, 116e3 - 26e3));
  CHECK(sets(source) == "d1: kernel_source = yes | d1: kernel_source = no");
  // modem_works has no prior: no expectation, only at even odds, to order by.
  const asked_question& modem = found.questions[1];
  CHECK_FALSE(modem.value);
  CHECK(reads(modem.value_at_even_odds, 6.826, 0.0006));
  CHECK_FALSE(modem.answers[0].chance);
  CHECK(modem.guaranteed_rise > 0);
  CHECK(modem.possible_fall > 0);
  // Only what has a prior is valued together.
  CHECK(found.together.pairs.empty());
  CHECK(found.together.perfect == found.together.singles[0].value);
  // Beside U, M: the source decides the price, the modem the chance alone.
  CHECK(found.plan == std::vector<std::string>{"M", "U"});
  REQUIRE(found.ask_first.size() == 2);
  CHECK(found.figures.cost == doctest::Approx(116e3));
}

TEST_CASE("ask: both facts of the worked example together, at even odds") {
  catalog world = portfit_test::worked_example();
  world.devices["d1"].facts["modem_works"] = {portfit_test::likely("modem_works", 0.5)};
  const inquiry found = asked_about(world);
  REQUIRE(found.together.pairs.size() == 1);
  CHECK(reads(found.together.pairs[0].value, 14.491, 0.0006));
  CHECK(reads(*about(found, "d1: modem_works").value, 6.826, 0.0006));
  CHECK(found.together.perfect_is_exact);
  CHECK(portfit_test::near(found.together.perfect, found.together.pairs[0].value));
}

TEST_CASE("ask: a fact that matters to nothing is not asked, one that changes no plan is worth nothing") {
  portfit_test::pairing_builder told;
  told.flags({"a", "b", "idle"}).scale("100 USD");
  told.device("d").set("a", "60%").set("b", "50%").set("idle", "50%");
  told.system("os").must("a", "a").should("b", "b");
  const inquiry found = asked_about(told);
  CHECK(found.questions.size() == 2);
  for (const asked_question& each : found.questions) CHECK(*each.value == 0.0);
  CHECK(found.together.perfect == 0.0);
  CHECK_FALSE(about(found, "d: a").changes_plan);
  CHECK(about(found, "d: a").answers[1].verdict == verdict::blocked);
}

TEST_CASE("ask: numbers are told as stretches, with a plain value of each to state") {
  portfit_test::pairing_builder told;
  told.fact("ram", "GiB")
      .fact("price", "money")
      .fact("released", "date")
      .fact("share", "percent")
      .fact("kernel", "version");
  told.fact("camera", list_of({"none", "photo", "video"}));
  told.system("os").must("memory", "ram >= 3 GiB").should("ample", "ram >= 4 GiB").should("cheap", "price < 300 USD");
  told.system("os")
      .should("young", "released >= 2022-05-01")
      .should("part", "share <= 40%")
      .should("new", "kernel > 5.10");
  told.system("os").should("film", "camera = video");
  told.device("d").set("ram", "2..6 GiB");
  const inquiry found = asked_about(told);
  CHECK(texts(about(found, "d: ram")) == "4 GiB to 6 GiB | 3 GiB to below 4 GiB | 2 GiB to below 3 GiB");
  CHECK(sets(about(found, "d: ram")) == "d: ram = 4 GiB | d: ram = 3 GiB | d: ram = 2 GiB");
  CHECK(texts(about(found, "d: price")) == "300 USD or more | below 300 USD");
  CHECK(sets(about(found, "d: price")) == "d: price = 300 USD | d: price = 0 USD");
  CHECK(texts(about(found, "d: released")) == "2022-05-01 or later | before 2022-05-01");
  CHECK(sets(about(found, "d: released")) == "d: released = 2022-05-01 | d: released = 2022-04-30");
  CHECK(texts(about(found, "d: share")) == "above 40 % | 40 % or less");
  CHECK(texts(about(found, "d: kernel")) == "above 5.10 | 5.10 or less");
  CHECK(texts(about(found, "d: camera")) == "video | photo or none");
  CHECK(about(found, "d: camera").question == "camera of d: which of none, photo, video?");
}

TEST_CASE("ask: what is to be set is what a catalog reads, and leads where the answer says") {
  portfit_test::pairing_builder told;
  tell_many_kinds(told);
  const inquiry before = asked_about(told);
  CHECK(texts(about(before, "d: radios")) ==
        "with lte, with nr | with lte, without nr | without lte, with nr | without lte, without nr");
  int stated = 0;
  for (const asked_question& each : before.questions)
    for (const asked_answer& answer : each.answers) {
      CAPTURE(answer.set);
      const std::string prefix = "d: " + each.fact + " = ";
      REQUIRE(answer.set.substr(0, prefix.size()) == prefix);
      const std::string value = answer.set.substr(prefix.size());
      portfit_test::pairing_builder with;
      tell_many_kinds(with);
      if (value.front() != '[')
        with.device("d").set(each.fact, value);
      else
        with.device("d").set(each.fact, value == "[lte, nr]" ? list_of({"lte", "nr"})
                                        : value == "[lte]"   ? list_of({"lte"})
                                        : value == "[nr]"    ? list_of({"nr"})
                                                             : list_of({}));
      const catalog world = portfit_test::built(with);
      const assessment found = assess(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"));
      CHECK(found.verdict == answer.verdict);
      CHECK(portfit_test::near(found.plan.score.ranking, answer.plan.score));
      ++stated;
    }
  CHECK(stated >= 14);
}

TEST_CASE("ask: who holds what and whether the vendor is willing are questions too") {
  portfit_test::pairing_builder told;
  told.flags({"is_fork"}).fact("sales", "money");
  told.agreement("licence").forbids("fork", {{"act", "os.is_fork"},
                                             {"forfeits", "all_grants"},
                                             {"exposure", map_of({{"of", "vendor.sales"}})},
                                             {"accept", "allowed"}});
  told.agreement("other");
  told.vendor("v").holds(map_of({{"licence", "40%"}, {"other", "yes"}}));
  told.system("os").set("is_fork", "yes");
  told.market("m").units("100").margin("1 USD");
  const inquiry found = asked_about(told);
  REQUIRE(found.questions.size() == 2);
  const asked_question& held = found.questions[0];
  CHECK(held.code == "entity");
  CHECK(held.key == "v: holds licence");
  CHECK(held.owner == "v");
  CHECK(held.question == "Does v hold the agreement licence?");
  CHECK(sets(held) == "v: holds = {licence: yes, other: yes} | v: holds = {licence: no, other: yes}");
  CHECK(held.answers[1].verdict == verdict::ready);
  const asked_question& willing = found.questions[1];
  CHECK(willing.code == "stake");
  CHECK(willing.key == "v is willing");
  CHECK_FALSE(willing.has_prior);
  CHECK(texts(willing) == "willing | not willing");
  CHECK(willing.answers[0].verdict == verdict::ready);
  CHECK(willing.background.find("v gains 100 USD") == 0);
  CHECK(willing.rests_on == std::vector<std::string>{"v: sales = AMOUNT USD"});
}

TEST_CASE("ask: of a plan that is committed to, first what changes its price, its time and its chance") {
  portfit_test::pairing_builder told;
  told.flags({"boots", "source_tree", "answers", "idle"}).person_month("6 kUSD").scale("100 kUSD");
  told.device("d").set("boots", "no").set("source_tree", "50%").set("answers", "50%").set("idle", "50%");
  told.system("os").must("boots", "boots").should("idle", "idle");
  told.remedy("adapt").makes("boots");
  told.remedy("adapt").effort({map_of({{"when", "source_tree"}, {"is", "3 pm"}}), map_of({{"is", "10 pm"}})});
  told.remedy("adapt").works({map_of({{"when", "answers"}, {"is", "90%"}}), map_of({{"is", "80%"}})});
  const inquiry found = asked_about(told);
  CHECK(found.plan == std::vector<std::string>{"adapt"});
  REQUIRE(found.ask_first.size() == 2);
  const asked_question& first = found.questions[found.ask_first[0]];
  CHECK(first.key == "d: source_tree");
  CHECK(found.questions[found.ask_first[1]].key == "d: answers");  // what is only wished for changes neither
  CHECK(first.answers[0].kept.effort == doctest::Approx(3));
  CHECK(first.answers[1].kept.effort == doctest::Approx(10));
  REQUIRE(first.answers[0].kept.months);
  CHECK(first.answers[0].kept.months->likely == doctest::Approx(3));
  CHECK(first.answers[1].kept.months->likely == doctest::Approx(10));
  REQUIRE(found.figures.months);
  CHECK(found.figures.months->low == doctest::Approx(3));
  CHECK(found.figures.months->high == doctest::Approx(10));
  CHECK_FALSE(first.changes_plan);
  const asked_question& replies = about(found, "d: answers");
  CHECK(replies.answers[0].kept.likelihood == doctest::Approx(0.9));
  CHECK(replies.answers[1].kept.likelihood == doctest::Approx(0.8));
  CHECK(*first.by_choice == 0.0);  // the plan stays: what it is worth comes from knowing the cost
  CHECK(*first.value > 0.1);

  ask_options nothing;
  nothing.plan = std::vector<std::string>{};
  const inquiry idle = asked_about(told, nothing);
  CHECK(idle.plan.empty());
  CHECK(idle.figures.cost == 0.0);
  CHECK(idle.ask_first.empty());  // nothing is paid, and nothing boots whatever the answers are
  CHECK(idle.figures.score == 0.0);
}

TEST_CASE("ask: limits that are reached show") {
  portfit_test::pairing_builder told;
  told.flags({"a", "b"});
  told.device("d").set("a", "50%");
  told.system("os").must("a", "a").should("b", "b");
  ask_options few;
  few.answers = 1;
  const inquiry found = asked_about(told, few);
  CHECK_FALSE(found.complete);
  CHECK(found.with_prior == 0);
  REQUIRE(found.questions.size() == 2);
  CHECK(found.questions[0].answers.empty());
  ask_options tiny;
  tiny.assess.node_limit = 1;
  const inquiry exhausted = asked_about(told, tiny);
  CHECK_FALSE(exhausted.complete);
  CHECK(exhausted.questions.empty());
}

TEST_CASE("ask: of a platform that is not known nothing can be stated") {
  portfit_test::pairing_builder told;
  told.flags({"a"});
  told.device("d").platform("unknown");
  told.system("os").must("a", "platform.a").must("p", "platform = p");
  const inquiry found = asked_about(told);
  CHECK(sets(about(found, "d: a")) == " | ");
  CHECK(sets(about(found, "d: platform = p")) == "d: platform = p | ");
  CHECK(about(found, "d: platform = p").question == "Is the platform of d p?");
}
