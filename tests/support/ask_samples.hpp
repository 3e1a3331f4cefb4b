#pragma once

#include "support/report_samples.hpp"

#include <portfit/analysis/ask_everywhere.hpp>

#include <string>
#include <utility>

namespace portfit_test {

/// One pairing with a question of each code, made by hand; figures are made up, and fit each other as far as they are printed.
[[nodiscard]] inline portfit::inquiry sample_inquiry() {
  portfit::inquiry found;
  found.now = sample_assessment();
  found.best_guaranteed = 14.25;
  found.best_possible = 52.75;
  found.with_prior = 1;
  portfit::asked_question tree;
  tree.code = "fact";
  tree.key = "q9: source_tree";
  tree.owner = "q9";
  tree.fact = "source_tree";
  tree.question = "Do you give \"all\" of it, build tree included?";
  tree.background = "25 % yes";
  tree.has_prior = true;
  tree.value = 3.5;
  tree.by_choice = 3;
  tree.value_at_even_odds = 3.5;
  tree.cost_after = 100e3;
  tree.saving = 16e3;
  tree.changes_plan = true;
  portfit::asked_answer yes;
  yes.text = "yes";
  yes.set = "q9: source_tree = yes";
  yes.chance = 0.25;
  yes.weight = 0.25;
  yes.verdict = portfit::verdict::feasible;
  yes.remedies = {"M"};
  yes.plan = {60, 0.75, 40e3, 3, std::nullopt};
  yes.best_guaranteed = 30;
  yes.best_possible = 70;
  yes.kept = {40, 0.7, 60e3, 3, portfit::estimate::exactly(3)};
  portfit::asked_answer no = yes;
  no.text = "no";
  no.set = "q9: source_tree = no";
  no.chance = no.weight = 0.75;
  no.verdict = portfit::verdict::undetermined;
  no.answerable = true;
  no.within_budget = false;
  no.kept = {20, 0.5, 140e3, 10, portfit::estimate::between(8, 10)};
  tree.answers = {yes, no};
  portfit::asked_question willing;
  willing.code = "stake";
  willing.key = "v1 is willing";
  willing.owner = "v1";
  willing.question = "Is v1 willing?";
  willing.background = "v1 gains 100 USD";
  willing.rests_on = {"v1: sales = AMOUNT USD"};
  willing.guaranteed_rise = 12;
  willing.possible_fall = 52.75;
  no.text = "not willing";
  no.set.clear();
  no.chance.reset();
  no.verdict = portfit::verdict::blocked;
  no.remedies.clear();
  no.answerable = false;
  no.kept = {20, 0.5, 60e3, 3, std::nullopt};
  willing.answers = {no};
  found.questions = {std::move(tree), std::move(willing)};
  found.together.now = 25.9375;
  found.together.singles = {{{0}, 3.5}};
  found.together.perfect = 3.5;
  found.plan = {"M", "U"};
  found.figures = {25.9375, 0.645, 116e3, 5, portfit::estimate::between(3, 10)};
  found.ask_first = {0};
  return found;
}

/// The same as a sweep of one pairing.
[[nodiscard]] inline portfit::inquiry_sweep sample_inquiries() {
  portfit::inquiry_sweep sweep;
  sweep.inquiries = {sample_inquiry()};
  for (const portfit::asked_question& asked : sweep.inquiries.front().questions) {
    portfit::common_question common;
    common.code = asked.code;
    common.key = asked.key;
    common.owner = asked.owner;
    common.fact = asked.fact;
    common.question = asked.question;
    common.background = asked.background;
    common.rests_on = asked.rests_on;
    common.pairings = {0};
    common.moved = 1;
    common.has_prior = asked.has_prior;
    common.largest = common.sum = asked.value;
    common.saving = asked.saving;
    common.guaranteed_rise = asked.guaranteed_rise;
    common.possible_fall = asked.possible_fall;
    for (const portfit::asked_answer& each : asked.answers)
      common.answers.push_back({each.text, each.set, each.chance});
    sweep.questions.push_back(std::move(common));
  }
  sweep.questionnaires = {{"v1", {0, 1}}};
  return sweep;
}

}  // namespace portfit_test
