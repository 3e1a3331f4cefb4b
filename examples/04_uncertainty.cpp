// What an answer is worth: guaranteed, expected and possible of one pairing, while a fact goes from unknown to known.
#include <portfit/analysis/assess.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/number.hpp>
#include <portfit/report/table.hpp>

#include <iostream>
#include <string>

namespace {

portfit::assessment ask(const portfit::built_value& modem) {
  portfit::catalog_builder told;
  told.as_of("2024-04-01").scale("200 kUSD").fact("kernel_source", "yes/no").fact("modem_works", "yes/no");
  told.vendor("acme");
  told.device("brick").vendor("acme").platform("unknown").set("kernel_source", "30%").set("modem_works", modem);
  told.system("lark").must("boots", "kernel_source").should("calls", "modem_works");
  told.remedy("buy_source").makes("kernel_source").money("20 kUSD").works("80%");
  const portfit::catalog world = told.build().catalog;
  return portfit::assess(world, world.systems.at("lark"), world.devices.at("brick"));
}

void add(portfit::text_table& table, const std::string& told, const portfit::assessment& found) {
  const portfit::outlook& score = found.plan.score;
  std::string plan;
  for (const std::string& id : found.remedies) plan += (plan.empty() ? "" : ", ") + id;
  table.rows.push_back({{told, to_text(found.verdict), plan, portfit::score_text(score.guaranteed),
                         portfit::score_text(score.expected.low) + ".." + portfit::score_text(score.expected.high),
                         portfit::score_text(score.possible), portfit::score_text(score.ranking)},
                        ""});
}

}  // namespace

int main() {
  portfit::text_table table;
  table.columns = {{"modem_works", false, false}, {"verdict", false, false}, {"plan", false, false},
                   {"guaranteed", true, false},   {"expected", true, false}, {"possible", true, false},
                   {"to order by", true, false}};
  add(table, "unknown", ask(portfit::unknown_value()));
  add(table, "unknown, 70 % yes", ask("70%"));
  add(table, "known, no", ask("no"));
  add(table, "known, yes", ask("yes"));
  portfit::write_table(std::cout, table);
  std::cout << "Nothing known about the modem never scores above a known yes, nor below a known no.\n";
}
