#include <portfit/catalog/builder.hpp>

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

using namespace portfit;

TEST_CASE("three systems by three devices in about twenty lines") {
  catalog_builder market;
  market.as_of("2024-04-01").rate("RUB", "0.011").scale("300 kUSD");
  market.fact("ram", "GiB").fact("price", "money").fact("camera", {"none", "photo", "video"});
  market.fact("kernel_source", "yes/no", {{"unless_known", "30%"}, {"ask", "Do you publish the kernel?"}});
  market.vendor("northern").home("CN").set("kernel_source", "60%");
  market.vendor("southern").home("VN");
  market.platform("chip6").vendor("northern");
  market.device("n1").vendor("northern").platform("chip6").set("ram", "4 GiB").set("price", "7500..9000 RUB");
  market.device("n2")
      .vendor("northern")
      .platform("chip6")
      .set("ram", {"3 GiB", "4 GiB"})
      .set("camera", unknown_value());
  market.device("s1").vendor("southern").platform("unknown").set("camera", map_of({{"none", "40%"}, {"photo", "60%"}}));
  market.system("pine")
      .must("memory", "ram >= 2 GiB")
      .must("boots", any_of({"kernel_source", all_of({"ram >= 8 GiB"})}));
  market.system("oak").should("camera", "camera >= photo", 3).should("cheap", "price <= 120 USD", 0.5);
  market.system("elm")
      .must("two", at_least(2, {"kernel_source", "camera >= photo", "ram >= 3 GiB"}))
      .provides({"maps"});
  market.remedy("buy_source").makes("kernel_source").money("50..150..600 kUSD").works("80%").once_per({"vendor"});
  const read_result read = market.build();

  for (const diagnostic& remark : read.remarks) FAIL_CHECK(to_text(remark));
  CHECK(read.catalog.systems.size() == 3);
  CHECK(read.catalog.devices.size() == 3);
  CHECK(read.catalog.devices.at("n2").facts.at("ram").at(0).values.size() == 2);
  CHECK_FALSE(read.catalog.devices.at("n2").facts.at("camera").at(0).is_known());
  CHECK(read.catalog.devices.at("s1").facts.at("camera").at(0).belief.weights.at("photo") == 0.6);
  CHECK(read.catalog.systems.at("pine").asks.at(1).need.parts.at(1).is == expression::operation::all_of);
  CHECK(read.catalog.systems.at("oak").asks.at(0).weight == 3);
  CHECK(read.catalog.systems.at("oak").asks.at(1).weight == 0.5);
  CHECK(read.catalog.systems.at("elm").asks.at(0).need.count == 2);
  CHECK(read.catalog.systems.at("elm").provides.at("maps") == 1);
  CHECK(read.catalog.remedies.at("buy_source").once_per == std::set<sharing>{sharing::vendor});
  CHECK(read.catalog.facts.at("kernel_source").default_prior->chance == 0.3);
}

TEST_CASE("every other word of the builder reaches the catalog") {
  catalog_builder told;
  told.currency("EUR")
      .person_month("5 kEUR")
      .budget({{"money", "1 MEUR"}, {"effort", "40 pm"}})
      .source("s", "Source", "B");
  told.fact("open", "yes/no").fact("good", "yes/no").fact("size", "number").world("open", "yes");
  told.place("EU").contains({"DE", "FR"});
  told.service("maps").replaced_by("atlas", "50%").replaced_by("globe", map_of({{"covers", "30%"}, {"when", "good"}}));
  told.agreement("pact").grants({"maps"}).obliges("keep", "good").forbids("fork", {{"act", "open"}, {"accept", "ask"}});
  told.rule("law")
      .sold_in("EU")
      .from("2020-01-01")
      .until("2030-01-01")
      .when("good")
      .withdraws("maps")
      .requires_that("r", "open");
  told.vendor("v").holds({"pact"}).name("Vee").note("n").source("s");
  told.vendor("w");
  told.platform("p").vendor("v");
  told.device("d").vendor("v").platform("p").built_by("w");
  told.system("base").is_abstract();
  told.system("os").based_on("base").should("liked", none_of({"good"}));
  told.port("os", "d").set("good", "no");
  told.market("m").sold_in({"EU"}).units("5..10").margin("3 EUR");
  told.remedy("a")
      .makes("open")
      .needs("good")
      .by("vendor")
      .paid_by("vendor")
      .effort("1 pm")
      .time("2 weeks")
      .pays_vendor("9 EUR");
  told.remedy("b").sets({{"size", "3"}}).adds({{"size", "2"}}).breaks("good").after("a").excludes({"a"}).money("1 EUR");
  told.hazard("h").breaks({"open"}).per_year("10%");
  told.hazard("all").survival({{"2.5", "60%"}, {"1", "90%"}}).start("works");
  told.hazard("cause").breaks("open").part_of("all", "100%");
  const read_result read = told.build();

  for (const diagnostic& remark : read.remarks) FAIL_CHECK(to_text(remark));
  const catalog& made = read.catalog;
  CHECK(made.person_month == 5000.0);
  CHECK(made.budget.effort == 40.0);
  CHECK(made.world.count("open") == 1);
  CHECK(made.places.at("EU").contains.size() == 2);
  CHECK(made.services.at("maps").replaced_by.at(1).covers == 0.3);
  CHECK(made.agreements.at("pact").forbids.at(0).accept == acceptance::ask);
  CHECK(made.agreements.at("pact").obliges.size() == 1);
  CHECK(made.rules.at("law").withdraws.size() == 1);
  CHECK(made.rules.at("law").requires_.size() == 1);
  CHECK(made.rules.at("law").applies.when.has_value());
  CHECK(made.vendors.at("v").name == "Vee");
  CHECK(made.vendors.at("v").source == "s");
  CHECK(made.devices.at("d").built_by == "w");
  CHECK(made.systems.at("os").based_on == "base");
  CHECK(made.ports.at("os/d").facts.count("good") == 1);
  CHECK(made.markets.at("m").units->high == 10);
  CHECK(made.remedies.at("a").pays.at("vendor").low == 9);
  CHECK(made.remedies.at("b").effects.size() == 3);
  CHECK(made.hazards.at("h").per_year.low == 0.1);
  CHECK(made.hazards.at("all").survival == std::vector<survival_point>{{1, 0.9}, {2.5, 0.6}});
  CHECK_FALSE(made.hazards.at("all").start.has_value());
  CHECK(made.hazards.at("cause").part_of == "all");
  CHECK(made.hazards.at("cause").share == 1);
}

TEST_CASE("mistakes of a program are told like those of a file, by the builder's name") {
  catalog_builder told("my market");
  told.fact("ram", "GiB");
  told.vendor("acme");
  told.device("d").vendor("acmee").platform("unknown").set("ram", "4");
  const read_result read = told.build();
  REQUIRE(read.remarks.size() == 2);
  CHECK(read.remarks[0].where.file == "my market");
  CHECK(read.remarks[0].where.line == 0);
  std::string all;
  for (const diagnostic& remark : read.remarks) all += to_text(remark) + '\n';
  CHECK(all.find("missing_unit") != std::string::npos);
  CHECK(all.find("did you mean 'acme'?") != std::string::npos);
}

TEST_CASE("naming an entity again goes on with it, and a builder may be read more than once") {
  catalog_builder told;
  told.fact("ram", "GiB");
  told.vendor("acme").set("ram", "2 GiB");
  CHECK(told.build().catalog.vendors.at("acme").home.empty());
  told.vendor("acme").home("DE").set("ram", "4 GiB");
  const read_result read = told.build();
  CHECK(read.remarks.empty());
  CHECK(read.catalog.vendors.at("acme").home == "DE");
  REQUIRE(read.catalog.vendors.at("acme").facts.at("ram").size() == 1);
  CHECK(std::get<double>(read.catalog.vendors.at("acme").facts.at("ram").at(0).values.at(0)) == 4);
}

TEST_CASE("an entity may be kept while others are added") {
  catalog_builder told;
  entity_builder acme = told.vendor("acme");
  for (int index = 0; index < 100; ++index) told.vendor("v" + std::to_string(index));
  acme.home("DE");
  const read_result read = told.build();
  CHECK(read.remarks.empty());
  CHECK(read.catalog.vendors.at("acme").home == "DE");
}
