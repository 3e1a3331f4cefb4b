// Which figure should be checked first? What a plan's likelihood and score hang on, and which doubt would change the plan.
#include <portfit/analysis/measure_sensitivity.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/sensitivity_text.hpp>

#include <iostream>
#include <string>

namespace {

portfit::catalog one_pairing() {
  portfit::catalog_builder told;
  told.as_of("2026-01-01").scale("200 kUSD").person_month("10 kUSD");
  told.fact("kernel_source", "yes/no").fact("ram", "GiB").fact("modem_works", "yes/no");
  told.vendor("acme");
  told.device("pad").vendor("acme").platform("unknown").set("ram", "2..6 GiB");
  told.device("pad").set("kernel_source", "40%").set("modem_works", portfit::unknown_value());
  told.system("lumo").must("boots", "kernel_source").should("calls", "modem_works", 2).should("roomy", "ram >= 4 GiB");
  told.remedy("buy_source").makes("kernel_source").money("20..40..60 kUSD").works("60..75..90%");
  told.remedy("write_driver").makes("modem_works").needs("kernel_source").effort("2..4..9 pm").works("70%");
  return told.build().catalog;
}

}  // namespace

int main() {
  const portfit::catalog world = one_pairing();
  const portfit::sensitivity found =
      portfit::measure_sensitivity(world, world.systems.at("lumo"), world.devices.at("pad"));
  portfit::write_sensitivity(std::cout, portfit::head_of(world, {}), found, {0, false});

  // Every number of the text is a member: the doubt that moves the score most, and what to do were it settled.
  const portfit::figure_swing& widest = found.swings.front();
  std::cout << "\nask first: " << widest.id << '\n';
  for (const portfit::figure_end* const end : {&widest.low, &widest.high}) {
    std::cout << "if " << end->text << ", the best plan is:";
    for (const std::string& id : end->remedies) std::cout << ' ' << id;
    std::cout << '\n';
  }
}
