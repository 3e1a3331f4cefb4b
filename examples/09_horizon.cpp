// Which port still works in five years? Volunteers' ports are there today; a maker's port costs money and lasts.
#include <portfit/analysis/explain.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/explanation_text.hpp>
#include <portfit/report/ranking_text.hpp>

#include <iostream>

namespace {

portfit::catalog ports() {
  portfit::catalog_builder told;
  told.as_of("2026-01-01").scale("200 kUSD").fact("volunteers_port", "yes/no").fact("makers_port", "yes/no");
  told.vendor("acme");
  told.vendor("bolt");
  told.platform("old_chip").set("makers_port", "no");
  told.platform("new_chip").set("volunteers_port", "no").set("makers_port", "no");
  for (const char* const id : {"brick", "slab", "tile"})
    told.device(id).vendor("acme").platform("old_chip").set("volunteers_port", id[0] == 't' ? "no" : "yes");
  told.device("flash").vendor("bolt").platform("new_chip");
  told.system("lark").must("runs", portfit::any_of({"volunteers_port", "makers_port"}));
  told.remedy("hire_bolt").makes("makers_port").needs("vendor = bolt").money("40..60..90 kUSD").works("90%");

  // What was left of 79 accepted ports of postmarketOS after 1 to 5 years; half of the losses came by one stale kernel.
  told.hazard("history").survival({{"1", "98.7%"}, {"2", "95%"}, {"3", "85%"}, {"4", "82%"}, {"5", "56%"}});
  told.hazard("kernel_ages").breaks("volunteers_port").part_of("history", "50%").once_per({"os", "platform"});
  told.hazard("people_leave").breaks("volunteers_port").part_of("history", "50%");
  told.hazard("maker_leaves").breaks("makers_port").per_year("2..5..10%").once_per({"vendor"});  // assumed
  return told.build().catalog;
}

}  // namespace

int main() {
  const portfit::catalog world = ports();
  portfit::rank_options asked;
  portfit::write_ranking(std::cout, portfit::head_of(world, asked.assess), portfit::rank(world, asked), false);

  asked.assess.asked.horizon = 5;
  std::cout << "-- five years later\n";
  const portfit::report_head later = portfit::head_of(world, asked.assess);
  portfit::write_ranking(std::cout, later, portfit::rank(world, asked), false);

  portfit::explain_options why;
  why.assess = asked.assess;
  std::cout << "-- and why\n";
  for (const char* const id : {"flash", "slab"})
    portfit::write_explanation(
        std::cout, later,
        portfit::explain(world, world.systems.at("lark"), world.devices.at(id), portfit::any_market(), why));
}
