#include "support/assessed.hpp"

#include <cstdio>
#include <string>

namespace portfit_test {

namespace {

void add(std::string& text, const char* name, double figure) {
  char digits[64];
  std::snprintf(digits, sizeof digits, " %a", figure);
  text += name + std::string(digits) + '\n';
}

void add(std::string& text, const char* name, const portfit::interval& ends) {
  add(text, name, ends.low);
  add(text, name, ends.high);
  text += ends.exact ? "exact\n" : "outer\n";
}

void add(std::string& text, const char* name, const portfit::outlook& look) {
  text += name + std::string(":\n");
  add(text, "guaranteed", look.guaranteed);
  add(text, "expected", look.expected);
  add(text, "ranking", look.ranking);
  add(text, "possible", look.possible);
}

}  // namespace

portfit::assessment assessed(const portfit::catalog& world, const portfit::assess_options& options) {
  return portfit::assess(world, world.systems.contains("os1") ? world.systems.at("os1") : world.systems.at("os"),
                         world.devices.begin()->second, world.markets.begin()->second, options);
}

portfit::assessment assessed(const portfit::catalog_builder& told, const portfit::assess_options& options) {
  return assessed(built(told), options);
}

std::string all_figures(const portfit::assessment& answer) {
  std::string text = answer.os + ' ' + answer.device + ' ' + answer.market + ' ' + answer.vendor + '\n';
  text += to_text(answer.verdict) + (answer.answerable ? " answerable\n" : "\n");
  add(text, "likelihood", answer.plan.likelihood);
  add(text, "score", answer.plan.score);
  add(text, "value", answer.plan.value);
  add(text, "mean cost", answer.plan.cost.mean);
  add(text, "expected cost", answer.plan.cost.expected);
  add(text, "cost ends", answer.plan.cost.ends);
  add(text, "money", answer.plan.cost.money);
  add(text, "effort", answer.plan.cost.effort);
  add(text, "bound", answer.best_bound);
  for (const std::string& each : answer.remedies) text += "remedy " + each + '\n';
  for (const portfit::fact_report& each : answer.facts)
    text += each.key + (each.known ? " known" : "") + (each.has_prior ? " prior" : "") +
            (each.assumed ? " assumed\n" : "\n");
  text += answer.plan.within_budget ? "within budget\n" : "beyond budget\n";
  text += answer.optimal ? "optimal\n" : "not optimal\n";
  return text;
}

}  // namespace portfit_test
