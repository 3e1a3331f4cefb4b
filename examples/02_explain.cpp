// A port that is blocked twice, and one that a plan can bring through: the whole explanations, and the short ones.
#include <portfit/analysis/explain.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/explanation_text.hpp>

#include <iostream>

namespace {

void describe(portfit::catalog_builder& told) {
  told.as_of("2024-04-01").person_month("6 kUSD").scale("300 kUSD");
  told.source("call", "a call with the maker", "B").source("guess", "our guess", "assumed");
  for (const char* const name : {"kernel_source", "sells_source", "unlockable"}) told.fact(name, "yes/no");
  told.fact("modem_works", "yes/no", {{"ask", "Do calls work with the drivers you give?"}});

  told.vendor("acme").set("sells_source", "no").source("call");
  told.device("brick")
      .vendor("acme")
      .platform("unknown")
      .source("call")
      .set("kernel_source", "no")
      .set("unlockable", "no");
  told.device("ghost")
      .vendor("acme")
      .platform("unknown")
      .source("call")
      .set("kernel_source", "yes")
      .set("unlockable", "yes");

  told.system("lark").must("boots", "unlockable").must("drivers", "kernel_source").must("calls", "modem_works");
  told.remedy("buy_source").makes("kernel_source").needs("vendor.sells_source").money("30 kUSD").source("guess");
  told.remedy("modem_work")
      .makes("modem_works")
      .needs("kernel_source")
      .effort("2..4..9 pm")
      .works("60%")
      .source("guess");
}

}  // namespace

int main() {
  portfit::catalog_builder told;
  describe(told);
  const portfit::read_result read = told.build();
  for (const portfit::diagnostic& remark : read.remarks) std::cerr << portfit::to_text(remark) << '\n';
  const portfit::catalog& world = read.catalog;
  const portfit::report_head head = portfit::head_of(world, {});
  for (const char* const device : {"brick", "ghost"}) {
    const portfit::explanation why = portfit::explain(world, world.systems.at("lark"), world.devices.at(device));
    portfit::write_long_explanation(std::cout, head, why, world);
    std::cout << "-- or in short\n";
    portfit::write_explanation(std::cout, head, why);
    std::cout << '\n';
  }
}
