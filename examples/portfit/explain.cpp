#include "commands.hpp"
#include "exit_code.hpp"

#include <portfit/analysis/explain.hpp>
#include <portfit/report/explanation_csv.hpp>
#include <portfit/report/explanation_text.hpp>
#include <portfit/report/json_explanation.hpp>

#include <iostream>

namespace planner {

int run_explain(const explain_arguments& given) {
  question asked;
  if (!prepare(given.common, asked) || !has_one_market(asked)) return unusable;
  portfit::explain_options options;
  options.assess = asked.options;
  const portfit::explanation why =
      portfit::explain(asked.catalog, *asked.systems.front(), *asked.devices.front(), *asked.markets.front(), options);
  const portfit::report_head head = portfit::head_of(asked.catalog, asked.options);
  if (given.common.format == "json") {
    portfit::write_json(std::cout, head, why, asked.catalog);
  } else if (given.common.format == "csv") {
    portfit::write_csv(std::cout, head, why);
  } else {
    portfit::write_head(std::cout, head);
    if (given.in_full)
      portfit::write_long_explanation(std::cout, head, why, asked.catalog);
    else
      portfit::write_explanation(std::cout, head, why);
  }
  return why.summary.verdict == portfit::verdict::blocked ? answered_no : answered;
}

}  // namespace planner
