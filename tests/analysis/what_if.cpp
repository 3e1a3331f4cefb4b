#include <portfit/analysis/what_if.hpp>

#include <portfit/import/yaml_edit.hpp>

#include "support/assessed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;

namespace {

/// Three devices for one system: one blocked by two facts, one feasible, one open.
constexpr const char* edited_world = R"(portfit: 1
as_of: 2024-04-01
person_month: 6 kUSD
facts: {open: yes/no, ram: GiB, sells: yes/no, sealed: yes/no, mood: {type: yes/no, default: no}}
vendors: {acme: {sells: no}, bolt: {sells: yes}}
devices:
  brick: {vendor: acme, platform: unknown, open: no, ram: 2 GiB, sealed: yes}
  flash: {vendor: bolt, platform: unknown, open: no, ram: 4 GiB, sealed: no}
  ghost: {vendor: acme, platform: unknown, ram: 4 GiB, sealed: no}
systems:
  lumo: {must: {boots: open, memory: ram >= 3 GiB, unsealed: {none_of: [sealed]}}, should: {roomy: ram >= 6 GiB}}
remedies: {buy: {makes: open, needs: sells, money: 30 kUSD, works: 80%}}
)";

edited_catalog edited(const std::vector<std::string>& texts) {
  std::vector<edit> edits;
  for (const std::string& text : texts) {
    edit_reading read = read_edit(text, "--set " + std::to_string(edits.size() + 1));
    for (const diagnostic& each : read.remarks) FAIL(to_text(each));
    edits.push_back(std::move(read.edit));
  }
  edited_catalog result({read_yaml(edited_world, "world.yaml").document}, std::move(edits));
  for (const diagnostic& each : result.remarks()) FAIL(to_text(each));
  return result;
}

std::string side_told(const assessment& side) {
  return to_text(side.verdict) +
         (side.verdict == verdict::blocked ? "" : " " + std::to_string(side.plan.score.ranking).substr(0, 5));
}

std::string conflicts_told(const std::vector<std::vector<reason>>& conflicts) {
  std::string text;
  for (const auto& conflict : conflicts) {
    text += " (";
    for (const reason& each : conflict) text += (text.back() == '(' ? "" : ", ") + each.subject;
    text += ")";
  }
  return text;
}

/// `brick: blocked -> feasible 40.00 by 1 3!; gone (...)`, a line for each change.
std::string moves(const what_if_result& result) {
  std::string text;
  for (const what_if_change& each : result.changes) {
    text += each.moved.device + ": " + side_told(*each.moved.before) + " -> " + side_told(*each.moved.after) + " by";
    for (std::size_t index = 0; index < each.edits.size(); ++index)
      text += " " + std::to_string(each.edits[index] + 1) + (each.moved.causes[index].turns_verdict ? "!" : "");
    if (!each.gone.empty()) text += "; gone" + conflicts_told(each.gone);
    if (!each.fresh.empty()) text += "; now" + conflicts_told(each.fresh);
    if (!each.still.empty()) text += "; still" + conflicts_told(each.still);
    text += each.moved.exact ? "\n" : " (not exact)\n";
  }
  return text;
}

std::string moves_of(const std::vector<std::string>& texts, const what_if_options& options = {}) {
  edited_catalog world = edited(texts);
  return moves(what_if(world, options));
}

}  // namespace

TEST_CASE("what_if: an edit that says what is said already changes nothing") {
  edited_catalog world = edited({"brick: ram = 2 GiB", "buy: works = 80%", "lumo.memory: need = ram >= 3 GiB",
                                 "flash: vendor = bolt", "world: mood = no"});
  const what_if_result found = what_if(world);
  CHECK(found.changes.empty());
  CHECK(found.unchanged == 3);
  CHECK(found.complete);
  REQUIRE(found.edits.size() == 5);
  CHECK_FALSE(found.edits[0].moves);
  CHECK(found.edits[0].was == "2 GiB");
}

TEST_CASE("what_if: the greatest change first, each with the edits it needs") {
  CHECK(moves_of({"buy: works = 40%", "ghost: open = 95%"}) ==
        "ghost: undetermined 25.00 -> undetermined 47.50 by 2\n"
        "flash: feasible 40.00 -> feasible 20.00 by 1\n");
  CHECK(moves_of({"flash: ram = 6 GiB"}) == "flash: feasible 40.00 -> feasible 80.00 by 1\n");
  // A verdict that turns comes before more points.
  CHECK(moves_of({"flash: ram = 6 GiB", "ghost: open = yes"}) ==
        "ghost: undetermined 25.00 -> ready 50.00 by 2!\n"
        "flash: feasible 40.00 -> feasible 80.00 by 1\n");
}

TEST_CASE("what_if: edits that are needed only together, one that has no part in it, and the verdict apart") {
  edited_catalog world =
      edited({"brick: sealed = no", "flash: sealed = no", "brick: ram = 8 GiB", "acme: sells = yes"});
  what_if_options options;
  options.devices = {"brick"};
  const what_if_result found = what_if(world, options);
  REQUIRE(found.changes.size() == 1);
  CHECK(moves(found) ==
        "brick: blocked -> feasible 80.00 by 1! 3! 4!; gone (brick: ram, lumo: memory) (brick: sealed, lumo: unsealed) "
        "(acme: sells, brick: open, lumo: boots)\n");
  CHECK(found.unchanged == 0);
  CHECK(found.edits[0].moves);
  CHECK_FALSE(found.edits[1].moves);
  const change_cause& cause = found.changes[0].moved.causes[1];
  CHECK(cause.code == "edit");
  CHECK(cause.subject == "brick: ram");
  CHECK(cause.text == "brick: ram = 8 GiB (it was 2 GiB)");
  CHECK(cause.where == position{"--set 3", 1, 1});
}

TEST_CASE("what_if: an edit that moves the score alone does not turn the verdict") {
  CHECK(moves_of({"ghost: open = yes", "ghost: ram = 6 GiB"}) == "ghost: undetermined 25.00 -> ready 100.0 by 1! 2\n");
}

TEST_CASE("what_if: a pairing that stays blocked, but not for the same reasons") {
  CHECK(moves_of({"brick: ram = 4 GiB"}) ==
        "brick: blocked -> blocked by 1; gone (brick: ram, lumo: memory); still (brick: sealed, lumo: unsealed) (acme: "
        "sells, brick: open, lumo: boots)\n");
  CHECK(moves_of({"flash: sealed = yes"}) ==
        "flash: feasible 40.00 -> blocked by 1!; now (flash: sealed, lumo: unsealed)\n");
  what_if_options only_brick;
  only_brick.devices = {"brick"};
  CHECK(moves_of({"brick: ram = 1 GiB"}).empty());  // blocked by the same fact of another value
  CHECK(moves_of({"brick: open = yes", "buy: money = 9 kUSD"}, only_brick) ==
        "brick: blocked -> blocked by 1; gone (acme: sells, brick: open, lumo: boots); still (brick: ram, lumo: "
        "memory) (brick: sealed, lumo: unsealed)\n");
  what_if_options options;
  options.blocked = 0;
  edited_catalog world = edited({"brick: ram = 4 GiB"});
  const what_if_result found = what_if(world, options);
  CHECK(found.changes.empty());
  CHECK_FALSE(found.compared);
}

TEST_CASE("what_if: cost and likelihood count where the score does not tell") {
  // There is no scale: cost does not enter the score.
  edited_catalog dearer = edited({"buy: money = 50 kUSD"});
  what_if_result found = what_if(dearer);
  REQUIRE(found.changes.size() == 1);
  CHECK(found.changes[0].moved.before->plan.cost.mean == doctest::Approx(30000));
  CHECK(found.changes[0].moved.after->plan.cost.mean == doctest::Approx(50000));
  CHECK(found.changes[0].moved.before->plan.score.ranking == found.changes[0].moved.after->plan.score.ranking);
  // The ranking takes an unknown at even odds; being sure of that moves what is expected.
  CHECK(moves_of({"ghost: open = 50%"}) == "ghost: undetermined 25.00 -> undetermined 25.00 by 1\n");
}

TEST_CASE("what_if: facts said anew count whomever the asker trusts") {
  what_if_options options;
  options.assess.asked.trust = confidence::b;  // all of this catalog is of confidence C
  edited_catalog world = edited({"flash: open = yes", "flash: sealed = no"});
  CHECK(moves(what_if(world, options)) == "flash: undetermined 17.50 -> undetermined 50.00 by 1 2\n");
  options.assess.asked = {};
  options.assess.asked.as_of = read_date("2025-01-01")->low;
  CHECK(moves(what_if(world, options)) == "flash: feasible 40.00 -> ready 50.00 by 1!\n");
}

TEST_CASE("what_if: pairings asked for, progress, limits, stopping") {
  what_if_options options;
  options.devices = {"flash"};
  std::size_t calls = 0;
  options.progress = [&](std::size_t done, std::size_t all) {
    ++calls;
    CHECK(done <= all);
  };
  edited_catalog world = edited({"world: mood = no", "buy: works = 20%", "flash: ram = 6 GiB"});
  CHECK(moves(what_if(world, options)) == "flash: feasible 40.00 -> feasible 20.00 by 2 3\n");
  CHECK(calls == 1);
  options.questions = 0;
  const what_if_result limited = what_if(world, options);
  REQUIRE(limited.changes.size() == 1);
  CHECK_FALSE(limited.changes[0].moved.exact);
  CHECK(limited.changes[0].edits.size() == 3);
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  CHECK_FALSE(what_if(world, options).complete);
}

TEST_CASE("what_if: the edits needed are minimal and lead to the answer, whatever is edited") {
  const std::vector<std::string> pool{"brick: ram = 8 GiB",
                                      "brick: sealed = no",
                                      "acme: sells = yes",
                                      "acme: sells = 40%",
                                      "brick: open = 30%",
                                      "buy: works = 50..70..90%",
                                      "buy: money = 90 kUSD",
                                      "catalog: scale = 60 kUSD",
                                      "flash: sealed = 20%",
                                      "flash: ram = 2..8 GiB",
                                      "lumo.roomy: weight = 4",
                                      "lumo.memory: need = ram >= 5 GiB",
                                      "ghost: open = unknown",
                                      "ghost: vendor = bolt",
                                      "lumo.roomy: need = ram >= 4 GiB",
                                      "buy: needs = ram >= 3 GiB",
                                      "lumo/ghost: open = yes",
                                      "world: ram = 1 GiB",
                                      "catalog: person_month = 9 kUSD",
                                      "buy: effort = 1..3 pm"};
  std::uint64_t state = 7;
  const auto below = [&state](std::size_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % bound);
  };
  int together = 0;
  int changed = 0;
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> texts;
    for (std::size_t count = 1 + below(4); count > 0; --count) texts.push_back(pool[below(pool.size())]);
    edited_catalog world = edited(texts);
    const what_if_result found = what_if(world);
    CHECK(found.changes.size() + found.unchanged == 3);
    // Asked apart, of catalogs with exactly these edits said.
    const auto answer = [&](const std::vector<std::size_t>& which, const std::string& device) {
      std::vector<std::string> some;
      for (const std::size_t each : which) some.push_back(texts[each]);
      const catalog now = edited(some).after();
      detail::what_if_answer result{assess(now, now.systems.at("lumo"), now.devices.at(device)), {}};
      if (result.found.verdict == verdict::blocked) {
        result.conflicts.emplace();
        explain_options options;
        options.alternatives = 0;
        *result.conflicts =
            explain(now, now.systems.at("lumo"), now.devices.at(device), any_market(), options).conflicts;
      }
      return result;
    };
    for (const what_if_change& each : found.changes) {
      CAPTURE(each.moved.device);
      std::vector<std::size_t> all(texts.size());
      for (std::size_t index = 0; index < all.size(); ++index) all[index] = index;
      const detail::what_if_answer after = answer(all, each.moved.device);
      CHECK_FALSE(detail::same_what_if(answer({}, each.moved.device), after));
      CHECK(detail::same_what_if(answer(each.edits, each.moved.device), after));
      CHECK(portfit_test::all_figures(*each.moved.after) == portfit_test::all_figures(after.found));
      for (std::size_t left_out = 0; left_out < each.edits.size(); ++left_out) {
        std::vector<std::size_t> fewer = each.edits;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
        CHECK_FALSE(detail::same_what_if(answer(fewer, each.moved.device), after));
      }
      ++changed;
      together += each.edits.size() > 1 ? 1 : 0;
    }
  }
  CHECK(changed > 20);
  CHECK(together > 5);
}
