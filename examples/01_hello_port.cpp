// Can Lark be brought to the Brick? No; and what stands in the way is an answer, not an error.
#include <portfit/analysis/explain.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/explanation_text.hpp>

#include <iostream>

int main() {
  portfit::catalog_builder told;
  told.as_of("2024-04-01").fact("kernel_source", "yes/no").fact("sells_source", "yes/no");
  told.vendor("acme").set("sells_source", "no");
  told.device("brick").vendor("acme").platform("unknown").set("kernel_source", "no");
  told.system("lark").must("boots", "kernel_source");
  told.remedy("buy_source").makes("kernel_source").needs("vendor.sells_source").money("30 kUSD");

  const portfit::catalog world = told.build().catalog;
  const portfit::explanation why = portfit::explain(world, world.systems.at("lark"), world.devices.at("brick"));
  portfit::write_explanation(std::cout, portfit::head_of(world, {}), why);
}
