// Three systems by three devices: which port is worth the next half year?
#include <portfit/analysis/rank.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/ranking_text.hpp>

#include <iostream>

int main() {
  portfit::catalog_builder told;
  told.as_of("2024-04-01")
      .person_month("6 kUSD")
      .scale("120 kUSD")
      .fact("mainline", "yes/no")
      .fact("kernel_source", "yes/no");
  told.fact("ram", "GiB");
  told.vendor("acme");
  told.vendor("bolt").set("kernel_source", "yes");
  told.device("brick")
      .vendor("acme")
      .platform("unknown")
      .set("mainline", "no")
      .set("kernel_source", "no")
      .set("ram", "2 GiB");
  told.device("flash").vendor("bolt").platform("unknown").set("mainline", "no").set("ram", "6 GiB");
  told.device("ghost").vendor("acme").platform("unknown").set("kernel_source", "yes").set("ram", "4 GiB");
  told.system("lark").must("boots", portfit::any_of({"mainline", "kernel_source"})).should("roomy", "ram >= 4 GiB");
  told.system("wren").must("boots", "mainline");
  told.system("kite").must("boots", "kernel_source").must("memory", "ram >= 3 GiB");
  told.remedy("upstream").makes("mainline").needs("kernel_source").effort("6..12..30 pm").works("50%");

  const portfit::catalog world = told.build().catalog;
  portfit::write_ranking(std::cout, portfit::head_of(world, {}), portfit::rank(world));
}
