// A maker asked to sell one phone with a changed Android: what it would lose elsewhere, and what changes with the law's day.
#include <portfit/analysis/diff.hpp>
#include <portfit/analysis/explain.hpp>
#include <portfit/analysis/trace_contagion.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/report/contagion_text.hpp>
#include <portfit/report/diff_text.hpp>
#include <portfit/report/explanation_text.hpp>

#include <iostream>

namespace {

portfit::catalog contracts() {
  using portfit::list_of;
  using portfit::map_of;
  portfit::catalog_builder told;
  told.as_of("2018-10-28").fact("changed_android", "yes/no").fact("sales", "money").fact("store_share", "percent");
  told.place("EEA").contains({"DE", "FR"});
  told.service("store");
  told.agreement("storekeeper")
      .grants(map_of({{"services", "store"}, {"on", portfit::none_of({"os.changed_android"})}}))
      .forbids("fork", {{"act", "os.changed_android"},
                        {"except", list_of({map_of({{"sold_in", "EEA"}, {"from", "2018-10-29"}})})},
                        {"forfeits", "all_grants"},
                        {"across", "vendor"},
                        {"enforced", "50..90%"},
                        {"exposure", map_of({{"of", "vendor.sales"}, {"share", "vendor.store_share"}})},
                        {"accept", "ask"}});
  told.vendor("big").holds({"storekeeper"}).set("sales", "900 MUSD").set("store_share", "70%");
  told.vendor("small");
  told.device("big_phone").vendor("big").platform("unknown");
  told.device("small_phone").vendor("small").platform("unknown");
  told.system("stock").set("changed_android", "no").must("apps", "service store");
  told.system("lark").set("changed_android", "yes");
  told.market("germany").sold_in("DE").units("20000").margin("5 USD");
  return told.build().catalog;
}

}  // namespace

int main() {
  const portfit::catalog world = contracts();
  const portfit::report_head head = portfit::head_of(world, {});
  portfit::write_explanation(
      std::cout, head,
      portfit::explain(world, world.systems.at("lark"), world.devices.at("big_phone"), world.markets.at("germany")));

  std::cout << "-- what big could lose\n";
  portfit::write_contagion(std::cout, head, {portfit::trace_contagion(world, world.vendors.at("big"))}, world);

  std::cout << "-- and one day later\n";
  portfit::diff_options days;
  days.after.as_of = portfit::read_date("2018-10-29")->low;
  portfit::assess_options next_day;
  next_day.asked = days.after;
  portfit::write_diff(std::cout, head, portfit::head_of(world, next_day), portfit::diff(world, world, days));
}
