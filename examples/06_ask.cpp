// A port that hangs on what a maker has not told yet: what to ask first, what the answers are worth, the letter to send.
#include <portfit/analysis/ask_everywhere.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/ask_text.hpp>

#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

int main() {
  using portfit::map_of;
  portfit::catalog_builder told;
  told.as_of("2024-04-01").person_month("6 kUSD").scale("150 kUSD");
  told.fact("drivers", "yes/no", {{"ask", "May we redistribute the binary drivers?"}});
  told.fact("source_tree", "yes/no", {{"ask", "Do you give the build tree of the kernel?"}});
  told.fact("boots", "yes/no").fact("ram", "GiB");
  told.vendor("acme");
  told.platform("q9").set("drivers", portfit::unknown_value());
  told.device("pad").vendor("acme").platform("q9").set("boots", "no").set("ram", "2..6 GiB").set("source_tree", "40%");
  told.system("lark").must("boots", "boots").must("drivers", "drivers").should("roomy", "ram >= 4 GiB");
  // Three months with a source tree, ten without; or another boot loader, which always takes five and works less often.
  told.remedy("adapt").makes("boots").works("90%").excludes({"replace"});
  told.remedy("adapt").effort({map_of({{"when", "source_tree"}, {"is", "3 pm"}}), map_of({{"is", "10 pm"}})});
  told.remedy("replace").makes("boots").works("85%").effort("5 pm");

  const portfit::catalog world = told.build().catalog;
  portfit::write_inquiries(std::cout, portfit::head_of(world, {}), portfit::ask_everywhere(world));

  std::cout << "\n-- committed to adapt, ask first\n";
  portfit::ask_options committed;
  committed.plan = std::vector<std::string>{"adapt"};
  const portfit::inquiry found =
      portfit::ask(world, world.systems.at("lark"), world.devices.at("pad"), portfit::any_market(), committed);
  for (const std::size_t index : found.ask_first)
    for (const portfit::asked_answer& each : found.questions[index].answers)
      std::cout << found.questions[index].key << ", if " << each.text << ": " << portfit::effort_text(each.kept.effort)
                << ", " << portfit::percent_text(each.kept.likelihood) << '\n';
}
