#include "support/backtest_samples.hpp"

#include "support/pairing_builder.hpp"

namespace portfit_test {

using portfit::list_of;
using portfit::map_of;

portfit::catalog backtest_catalog() {
  portfit::catalog_builder told;
  told.as_of("2024-04-01").currency("USD").person_month("1000 USD").scale("20 kUSD");
  told.fact("port", list_of({"none", "dropped", "kept"}));
  told.fact("ported", "yes/no", {{"default", "no"}});
  for (const char* const name : {"old", "listed", "roomy", "rumour"}) told.fact(name, "yes/no");
  told.source("census", "a census", "A");
  told.vendor("quid");
  for (const char* const brand : {"acme", "bolt", "crux", "dune"}) told.vendor(brand);
  for (int family = 0; family < 14; ++family) {
    const std::string id = "p" + std::to_string(family);
    told.platform(id.c_str()).vendor("quid");
    told.platform((id + "x").c_str()).family(id.c_str());
  }
  told.count_table("ports")
      .set("of", "port")
      .set("yes", "kept")
      .set("among", "listed")
      .set("groups", map_of({{"aged", "old"}}))
      .set("by", {list_of({"vendor", "platform"}), list_of({"platform"}), list_of({"seen", "aged"})})
      .set("strength", "4")
      .set("elsewhere", "50%")
      .set("evidence", list_of({"old", "listed", "roomy"}))
      .set("cells", list_of({map_of({{"platform", "p0"}, {"elsewhere", "yes"}, {"is", map_of({{"none", "2"}})}}),
                             map_of({{"platform", "p0"}, {"is", map_of({{"kept", "50"}})}})}));
  told.system("lark").must("runs", "ported").should("room", "roomy", 1).should("told", "rumour", 3);
  told.remedy("bring_up").set("makes", "ported").set("effort", "2 pm").set("works", map_of({{"counted", "ports"}}));
  told.remedy("whisper").set("makes", "rumour").set("effort", "0.1 pm");
  return built(told);
}

backtest_sample draw_backtest_sample(std::uint64_t seed, std::size_t count) {
  random_source random(seed);
  backtest_sample result;
  result.world = backtest_catalog();
  const std::vector<std::string> brands{"acme", "bolt", "crux", "dune"};
  const std::vector<double> luck{0.75, 0.05, 0.5, 0.1, 0.02, 0.6, 0.3};
  const auto flag = [](portfit::device& of, const char* name, bool is) {
    portfit::fact stated;
    stated.name = name;
    stated.values = {is ? 1.0 : 0.0};
    of.facts[name] = {stated};
  };
  std::string group;
  for (std::size_t each = 0; each < count; ++each) {
    portfit::device made;
    const std::string number = std::to_string(1000 + each).substr(1);
    made.id = "d" + number;
    made.vendor = random.pick(brands);
    const std::size_t family = random.below(14);
    made.platform = "p" + std::to_string(family) + (random.chance(0.3) ? "x" : "");
    const bool kept = random.chance(luck[family % luck.size()] * (made.vendor == "acme" ? 1.2 : 0.9));
    const double port = kept ? 2 : random.chance(0.3) ? 1 : 0;
    flag(made, "old", random.chance(0.5));
    flag(made, "listed", true);
    flag(made, "roomy", random.chance(0.5));
    flag(made, "rumour", kept);
    portfit::fact stated;
    stated.name = "port";
    stated.values = {port};
    stated.source = "census";
    made.facts["port"] = {stated};
    if (each % 2 == 0) group = "pair " + number;
    const char* const word = port == 2 ? "kept" : port == 1 ? "dropped" : "none";
    result.outcomes.push_back({made.id, word, group, kept && random.chance(0.9) ? "near" : "far", {}, {}});
    result.world.devices.emplace(made.id, std::move(made));
  }
  return result;
}

}  // namespace portfit_test
