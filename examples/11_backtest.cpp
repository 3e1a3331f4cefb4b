// How good are the scores? Devices of a made-up world, what became of their ports, and what a catalog that was not told would have
// said: fold by fold, siblings together.
#include <portfit/analysis/backtest.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/import/outcomes.hpp>
#include <portfit/report/backtest_text.hpp>

#include <iostream>
#include <string>

namespace {

/// The vocabulary, the system, and how often somebody keeps a port: counted by brand and chip, then by chip, then by age.
void tell_world(portfit::catalog_builder& told) {
  using portfit::list_of;
  using portfit::map_of;
  told.as_of("2024-04-01").person_month("6 kUSD").scale("120 kUSD");
  told.fact("port", list_of({"none", "dropped", "kept"})).fact("ported", "yes/no", {{"default", "no"}});
  told.fact("old", "yes/no").fact("roomy", "yes/no").fact("forum_posts", "number");
  for (const char* const brand : {"acme", "bolt", "crux"}) told.vendor(brand);
  for (const char* const chip : {"q8", "m1", "z5", "k3"}) told.platform(chip);
  told.count_table("kept_ports").set("of", "port").set("yes", "kept").set("groups", map_of({{"aged", "old"}}));
  told.count_table("kept_ports")
      .set("by", {list_of({"vendor", "platform"}), list_of({"platform"}), list_of({"aged"})})
      .set("evidence", list_of({"old", "roomy"}));  // posts in a forum follow from a port: no score may see them
  told.system("lark").must("runs", "ported").should("room", "roomy", 1);
  told.remedy("bring_up")
      .set("makes", "ported")
      .set("effort", "2..4..9 pm")
      .set("works", map_of({{"counted", "kept_ports"}}));
}

/// Seventy-two devices; those on q8 are lucky, those on m1 are not. Rows of the table: device, outcome, group of siblings, kernel.
std::string add_devices(portfit::catalog_builder& told) {
  std::string table = "device\toutcome\tfamily\tkernel\n";
  const std::string brands[] = {"acme", "bolt", "crux"};
  const std::string chips[] = {"q8", "m1", "z5", "k3"};
  for (int number = 0; number < 72; ++number) {
    const std::string id = "d" + std::to_string(10 + number);
    const int chip = number / 2 % 4;
    const bool kept = (number * 5 % 7) < (chip == 0 ? 6 : chip == 1 ? 0 : 3);
    told.device(id)
        .vendor(brands[number % 3])
        .platform(chips[chip])
        .set("old", number % 5 < 2 ? "yes" : "no")
        .set("roomy", number % 2 == 0 ? "yes" : "no")
        .set("forum_posts", kept ? "900" : "3");
    table += id + '\t' +
             (kept              ? "kept"
              : number % 3 == 0 ? "dropped"
                                : "none") +
             "\tf" + std::to_string(number / 2) + '\t' + (kept ? "close" : "vendor") + '\n';
  }
  return table;
}

}  // namespace

int main() {
  portfit::catalog_builder told;
  tell_world(told);
  const std::string table = add_devices(told);
  const portfit::read_result made = told.build();
  for (const portfit::diagnostic& each : made.remarks) std::cout << to_text(each) << '\n';
  const portfit::catalog& world = made.catalog;
  const portfit::outcome_result read = portfit::read_outcomes(table, "ports.tsv", world, {"family", "kernel", {}});
  for (const portfit::diagnostic& each : read.remarks) std::cout << to_text(each) << '\n';

  portfit::backtest_options options;
  options.folds = 4;
  options.misses = 1;
  const portfit::backtest_result found =
      portfit::backtest(world, world.systems.at("lark"), portfit::any_market(), read.outcomes, options);
  for (const portfit::diagnostic& each : found.remarks) std::cout << to_text(each) << '\n';
  if (!found.rows.empty())
    portfit::write_backtest(std::cout, portfit::head_of(world, options.assess), found, {"kernel"});
}
