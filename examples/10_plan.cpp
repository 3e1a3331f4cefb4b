// What to do, in which order, at what cost? A port that takes three person-months with a source tree and ten without one.
#include <portfit/analysis/plan_pairing.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/plan_text.hpp>

#include <iostream>

int main() {
  using portfit::map_of;
  portfit::catalog_builder told;
  told.as_of("2024-04-01").person_month("6 kUSD").scale("120 kUSD");
  for (const char* const fact : {"source_tree", "unlocked", "ported", "camera_works"}) told.fact(fact, "yes/no");
  told.vendor("acme");
  told.device("brick").vendor("acme").platform("unknown").set("source_tree", "40%").set("unlocked", "no");
  told.device("brick").set("ported", "no").set("camera_works", "no");
  told.system("lark").must("runs", "ported").should("camera", "camera_works", 1);
  told.remedy("unlock").makes("unlocked").by("vendor").money("5 kUSD").time("1 months").works("90%");
  told.remedy("port")
      .makes("ported")
      .needs("unlocked")
      .effort({map_of({{"when", "source_tree"}, {"is", "2..3..5 pm"}}), map_of({{"is", "6..10..18 pm"}})})
      .works("85%");
  told.remedy("fix_camera").makes("camera_works").needs("ported").effort("1..2..4 pm").works("70%");

  const portfit::catalog world = told.build().catalog;
  portfit::plan_options options;
  options.at_least = 0.75;
  options.wanted = {"camera"};
  options.teams = 1;
  options.front = true;
  const portfit::pairing_plans plans =
      portfit::plan_pairing(world, world.systems.at("lark"), world.devices.at("brick"), portfit::any_market(), options);
  portfit::write_plans(std::cout, portfit::head_of(world, options.assess), plans, world);
}
