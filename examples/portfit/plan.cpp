#include "commands.hpp"
#include "exit_code.hpp"

#include <portfit/analysis/plan_pairing.hpp>
#include <portfit/analysis/shared_work.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/report/explanation_text.hpp>
#include <portfit/report/json_plan.hpp>
#include <portfit/report/plan_csv.hpp>
#include <portfit/report/plan_text.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iostream>
#include <optional>
#include <string_view>

namespace planner {
namespace {

/// `80%`, `80 %` or `0.8` as a share; else nothing, and standard error tells what was expected.
std::optional<double> read_share(const std::string& text) {
  double number = -1;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (rest == "%") number /= 100;
  if (problem == std::errc{} && (rest.empty() || rest == "%") && number >= 0 && number <= 1) return number;
  usage_error("--at-least: '" + text + "' is no likelihood; expected one from 0% to 100%, as in 80% or 0.8");
  return std::nullopt;
}

/// Whether every should that is wanted is one of the pairing's; else standard error names the nearest.
bool knows_wishes(const question& asked, const std::vector<std::string>& wanted) {
  const portfit::constraint_graph graph =
      portfit::build_graph(asked.catalog, *asked.systems.front(), *asked.markets.front(), asked.options.asked);
  std::vector<std::string> known;
  for (const std::string& each : portfit::wishes_of(graph)) {
    known.push_back(each);
    known.push_back(each.substr(each.find(": ") + 2));
  }
  for (const std::string& each : wanted) {
    if (std::find(known.begin(), known.end(), each) != known.end()) continue;
    const std::string nearest = portfit::nearest_name(each, known);
    usage_error("--want: " + asked.systems.front()->id + " in market " + asked.markets.front()->id +
                " has no should '" + each + "'" + (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
    return false;
  }
  return true;
}

void write_text(const portfit::report_head& head, const question& asked,
                const std::vector<portfit::pairing_plans>& plans, const portfit::shared_work& work) {
  portfit::write_head(std::cout, head);
  if (plans.size() > 1) portfit::write_side_by_side(std::cout, head, plans, work);
  for (std::size_t index = 0; index < plans.size(); ++index) {
    if (plans.size() > 1) std::cout << '\n';
    if (plans[index].summary.verdict != portfit::verdict::blocked) {
      portfit::write_plans(std::cout, head, plans[index], asked.catalog);
      continue;
    }
    portfit::explain_options options;
    options.assess = asked.options;
    portfit::write_explanation(std::cout, head,
                               portfit::explain(asked.catalog, *asked.systems.front(), *asked.devices[index],
                                                *asked.markets.front(), options));
  }
}

}  // namespace

int run_plan(const plan_arguments& given) {
  question asked;
  const std::optional<double> at_least = read_share(given.at_least);
  if (!at_least || !prepare(given.common, asked) || !has_one_market(asked) || !knows_wishes(asked, given.wanted))
    return unusable;
  portfit::plan_options options;
  options.assess = asked.options;
  options.at_least = at_least;
  options.wanted = given.wanted;
  if (given.teams > 0) options.teams = given.teams;
  options.front = given.front;
  std::vector<portfit::pairing_plans> plans;
  for (const portfit::device* each : asked.devices)
    plans.push_back(
        portfit::plan_pairing(asked.catalog, *asked.systems.front(), *each, *asked.markets.front(), options));
  std::vector<portfit::placed_plan> placed;
  bool any = false;
  for (std::size_t index = 0; index < plans.size(); ++index) {
    if (plans[index].summary.verdict == portfit::verdict::blocked) continue;
    any = true;
    placed.push_back({{asked.systems.front(), asked.markets.front(), asked.devices[index]}, &plans[index].recommended});
  }
  const portfit::shared_work work = portfit::share_work(asked.catalog, placed);
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json")
    portfit::write_json(std::cout, head, plans, work, asked.catalog);
  else if (given.common.format == "csv")
    portfit::write_csv(std::cout, head, plans);
  else
    write_text(head, asked, plans, work);
  return any ? answered : answered_no;
}

}  // namespace planner
