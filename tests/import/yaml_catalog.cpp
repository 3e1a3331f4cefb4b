#include <portfit/import/yaml.hpp>

#include "import/catalog_fixture.hpp"

#include <portfit/catalog/read_catalog.hpp>

#include <doctest/doctest.h>

#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace {

using namespace portfit;

read_result read_texts(const std::vector<std::string>& texts) {
  std::vector<document> documents;
  for (const std::string& text : texts) {
    document_result read = read_yaml(text, std::string(1, static_cast<char>('a' + documents.size())));
    for (const diagnostic& remark : read.remarks) FAIL_CHECK(to_text(remark));
    documents.push_back(std::move(read.document));
  }
  return read_catalog(documents);
}

const catalog& fixture() {
  static const read_result read = [] {
    read_result result = read_texts({std::string(catalog_fixture)});
    for (const diagnostic& remark : result.remarks) FAIL_CHECK(to_text(remark));
    return result;
  }();
  return read.catalog;
}

double number(const fact_value& value) { return std::get<double>(value); }
double day(const char* text) { return static_cast<double>(read_date(text)->low.days()); }
const portfit::fact& only(const fact_table& facts, const char* name) {
  REQUIRE(facts.count(name) == 1);
  REQUIRE(facts.at(name).size() == 1);
  return facts.at(name).front();
}

}  // namespace

TEST_CASE("the head") {
  const catalog& told = fixture();
  CHECK(to_text(told.as_of.value()) == "2025-02-01");
  CHECK(told.currency == "EUR");
  CHECK(told.rates.at("VND") == doctest::Approx(0.00004));
  CHECK(told.person_month == 5000.0);
  CHECK(told.scale == 200000.0);
  CHECK(told.budget.money == 500000.0);
  CHECK(told.budget.effort == 24.0);
  CHECK(told.overriding_files.empty());
  CHECK(told.fingerprint != 0);
  CHECK(told.sources.at("leaflet").trust == confidence::b);
  CHECK(to_text(told.sources.at("leaflet").published.value()) == "2024-05-31");
  CHECK(told.sources.at("leaflet").licence == "CC0");
  CHECK(told.sources.at("rumour").trust == confidence::contradicted);
}

TEST_CASE("the vocabulary") {
  const portfit::vocabulary& facts = fixture().facts;
  CHECK(facts.at("memory").type == fact_type::quantity);
  CHECK(facts.at("memory").unit == "GiB");
  CHECK(facts.at("memory").headers == std::vector<std::string>{"RAM"});
  CHECK(facts.at("memory").of == "device");
  CHECK(facts.at("radio").type == fact_type::ordered_words);
  CHECK(facts.at("radio").words == std::vector<std::string>{"none", "data", "voice"});
  CHECK(facts.at("radio").question == "Which radio works?");
  CHECK(facts.at("bands").type == fact_type::word_set);
  CHECK(facts.at("bands").words.size() == 3);
  CHECK(facts.at("tags").words.empty());
  CHECK(facts.at("colour").type == fact_type::word);
  CHECK(facts.at("owner").words.empty());
  CHECK(facts.at("open_kernel").default_prior->chance == 0.3);
  CHECK_FALSE(facts.at("open_kernel").default_value.has_value());
  CHECK(number(facts.at("listed").default_value.value()) == 0);
  CHECK(number(facts.at("rank").default_value.value()) == 3);
  CHECK(facts.at("screen").default_prior->is == distribution::form::triangular);
  CHECK(facts.at("turnover").type == fact_type::money);
  CHECK(facts.at("share").unit == "percent");
  CHECK(facts.at("memory").where.line == 15);
}

TEST_CASE("known facts of every type") {
  const fact_table& facts = fixture().devices.at("wader").facts;
  const portfit::fact& memory = only(facts, "memory");
  REQUIRE(memory.values.size() == 2);
  CHECK(number(memory.values[0]) == 3);
  CHECK(number(memory.values[1]) == 4);
  CHECK(memory.text == "[3 GiB, 4096 MiB]");
  CHECK(memory.source == "leaflet");
  CHECK(memory.trust == confidence::b);
  CHECK(std::get<std::set<std::string>>(only(facts, "bands").values.at(0)) == std::set<std::string>{"b1", "b20"});
  CHECK(std::get<std::set<std::string>>(only(facts, "tags").values.at(0)) == std::set<std::string>{"handy"});
  CHECK(std::get<std::string>(only(facts, "colour").values.at(0)) == "red");
  CHECK(std::get<std::string>(only(facts, "owner").values.at(0)) == "someone else");
  const fact_table& others = fixture().devices.at("stilt").facts;
  CHECK(number(only(others, "launched").values.at(0)) == day("2025-01-31"));
  CHECK(number(only(others, "radio").values.at(0)) == 1);
  CHECK(number(only(others, "listed").values.at(0)) == 1);
  CHECK(std::get<std::set<std::string>>(only(others, "bands").values.at(0)).empty());
  CHECK(number(only(fixture().platforms.at("chip9").facts, "kernel").values.at(0)) == version_number{4, 19, 0}.rank());
  CHECK(number(only(fixture().vendors.at("heron").facts, "share").values.at(0)) == 0.7);
  CHECK(number(only(fixture().vendors.at("tern").facts, "turnover").values.at(0)) == doctest::Approx(40000));
  CHECK(number(only(fixture().world, "rank").values.at(0)) == 7);
  CHECK(only(fixture().world, "rank").trust == confidence::assumed);
}

TEST_CASE("unknown facts of every form") {
  const fact_table& facts = fixture().devices.at("wader").facts;
  const distribution& cost = only(facts, "cost").belief;
  CHECK_FALSE(only(facts, "cost").is_known());
  CHECK(cost.is == distribution::form::triangular);
  CHECK(cost.low == 50);
  CHECK(cost.likely == 75);
  CHECK(cost.high == 150);
  CHECK(only(facts, "radio").belief.is == distribution::form::weights);
  CHECK(only(facts, "radio").belief.weights.at("voice") == 0.5);
  const distribution& launched = only(facts, "launched").belief;
  CHECK(launched.is == distribution::form::range);
  CHECK(launched.low == day("2024-03-01"));
  CHECK(launched.high == day("2024-03-31"));
  CHECK(only(facts, "kernel").belief.is == distribution::form::range);
  CHECK(only(facts, "kernel").belief.high == version_number{4, 19, 0}.rank());
  CHECK(only(facts, "open_kernel").belief.is == distribution::form::chance);
  CHECK(only(facts, "open_kernel").belief.chance == 0.7);
  CHECK_FALSE(only(facts, "listed").is_known());
  CHECK(only(facts, "listed").belief.is == distribution::form::none);
  CHECK(only(facts, "listed").where.line == 67);
  const portfit::fact& fork = only(fixture().systems.at("reed").facts, "fork");
  CHECK_FALSE(fork.is_known());
  CHECK(fork.belief.is == distribution::form::chance);
  CHECK(fork.belief.chance == 0);
  CHECK(only(fixture().vendors.at("tern").facts, "share").belief.is == distribution::form::range);
}

TEST_CASE("statements in full") {
  const fact_table& facts = fixture().devices.at("wader").facts;
  const std::vector<portfit::fact>& battery = facts.at("battery");
  REQUIRE(battery.size() == 2);
  CHECK(number(battery[0].values.at(0)) == 4000);
  CHECK(to_text(battery[0].until.value()) == "2025-01-01");
  CHECK(battery[0].trust == confidence::b);
  CHECK(number(battery[1].values.at(0)) == 5000);
  CHECK(battery[1].source == "leaflet");
  CHECK(battery[1].trust == confidence::c);
  CHECK(battery[1].note == "bigger");
  CHECK(battery[1].text == "5 Ah");
  CHECK(only(facts, "screen").source == "rumour");
  CHECK(only(facts, "screen").trust == confidence::contradicted);
}

TEST_CASE("links") {
  const catalog& told = fixture();
  CHECK(told.vendors.at("heron").home == "EU");
  CHECK(told.vendors.at("heron").name == "Heron Ltd");
  CHECK(told.vendors.at("heron").holds == std::vector<std::string>{"pact"});
  CHECK(told.vendors.at("tern").home.empty());
  CHECK(told.platforms.at("chip9").vendor == "silica");
  CHECK(told.devices.at("wader").built_by == "tern");
  CHECK(told.devices.at("wader").note == "sold twice");
  CHECK(told.devices.at("stilt").platform.empty());
  CHECK(told.systems.at("base").abstract);
  CHECK(told.systems.at("reed").based_on == "base");
  CHECK(told.systems.at("reed").provides.at("maps") == 0.8);
  CHECK(told.ports.at("reed/wader").target == "wader");
  CHECK(told.ports.at("reed/chip9").os == "reed");
  CHECK(told.places.count("TW") == 1);
  CHECK(told.places.at("EU").contains.at(1).place == "GB");
  CHECK(to_text(told.places.at("EU").contains.at(1).until.value()) == "2021-01-01");
}

TEST_CASE("requirements") {
  const requirements& asks = fixture().systems.at("reed").asks;
  REQUIRE(asks.size() == 5);
  CHECK(asks[0].name == "boots");
  CHECK(asks[0].must);
  const expression& boots = asks[0].need;
  CHECK(boots.is == expression::operation::any_of);
  REQUIRE(boots.parts.size() == 3);
  CHECK(boots.parts[0].leaf.subject.name == "open_kernel");
  CHECK(number(boots.parts[0].leaf.bound) == 1);
  CHECK(boots.parts[1].leaf.compares == comparison::at_least);
  CHECK(number(boots.parts[1].leaf.bound) == version_number{5, 4, 0}.rank());
  CHECK(boots.parts[1].leaf.text == "kernel >= 5.4");
  CHECK(boots.parts[2].is == expression::operation::all_of);
  const expression& several = asks[1].need;
  CHECK(several.is == expression::operation::at_least);
  CHECK(several.count == 2);
  CHECK(several.parts[0].leaf.compares == comparison::includes);
  CHECK(std::get<std::string>(several.parts[0].leaf.bound) == "b20");
  CHECK(number(several.parts[1].leaf.bound) == 2);
  CHECK(several.parts[2].leaf.service == "maps");
  CHECK(several.parts[2].leaf.coverage == 0.6);
  CHECK(several.parts[2].leaf.coverage_named);
  CHECK_FALSE(asks[2].need.leaf.coverage_named);
  const requirement& young = asks[3];
  CHECK_FALSE(young.must);
  CHECK(young.weight == 2);
  CHECK(young.need.leaf.is_age);
  CHECK(number(young.need.leaf.bound) == 36);
  CHECK(std::get<std::string>(young.when->leaf.bound) == "heron");
  CHECK(young.when->leaf.subject == fact_reference{fact_owner::vendor, ""});
  CHECK(young.waived->by == "os");
  CHECK(young.waived->price.low == 20000);
  CHECK(to_text(young.waived->until.value()) == "2027-01-01");
  const expression& calm = asks[4].need;
  CHECK(calm.is == expression::operation::none_of);
  CHECK(calm.parts[0].leaf.other == fact_reference{fact_owner::market, "ceiling"});
  CHECK(calm.parts[1].leaf.subject == fact_reference{fact_owner::platform, "vendor"});
  CHECK(calm.parts[2].leaf.subject == fact_reference{fact_owner::vendor, "home"});
  const requirements& device = fixture().devices.at("wader").asks;
  REQUIRE(device.size() == 2);
  CHECK(device[0].need.leaf.compares == comparison::not_equal);
  CHECK(device[0].source == "leaflet");
  CHECK(device[1].source == "guess");
  CHECK(device[1].weight == 0.5);
}

TEST_CASE("remedies and hazards") {
  const remedy& buy = fixture().remedies.at("buy");
  REQUIRE(buy.effects.size() == 2);
  CHECK(buy.effects[0].does == effect::kind::makes);
  CHECK(number(buy.effects[1].amount) == 1);
  CHECK(buy.needs->parts.size() == 1);
  CHECK(buy.once_per.empty());
  CHECK(buy.by == "vendor");
  CHECK(buy.paid_by == "vendor");
  CHECK(buy.effort.at(0).is.low == doctest::Approx(2 / 4.345));
  CHECK(buy.money.at(0).is == estimate::between(50000, 100000));
  CHECK(buy.time.at(0).is.low == doctest::Approx(3 * 7 / 30.4375));
  CHECK(buy.works.at(0).is.high == 0.9);
  const remedy& work = fixture().remedies.at("work");
  REQUIRE(work.effects.size() == 6);
  CHECK(work.effects[1].does == effect::kind::sets);
  CHECK(std::get<std::string>(work.effects[1].amount) == "green");
  CHECK(std::get<std::set<std::string>>(work.effects[2].amount).size() == 2);
  CHECK(work.effects[3].does == effect::kind::adds);
  CHECK(number(work.effects[3].amount) == -10);
  CHECK(work.effects[5].does == effect::kind::breaks);
  CHECK(work.effects[5].fact.name == "radio");
  CHECK(work.after == std::vector<std::string>{"buy"});
  CHECK(work.excludes == std::vector<std::string>{"wait"});
  REQUIRE(work.effort.size() == 2);
  CHECK(work.effort[0].when->leaf.subject.name == "open_kernel");
  CHECK(work.effort[0].is == estimate{2, 4, 9});
  CHECK_FALSE(work.effort[1].when.has_value());
  CHECK(work.time.empty());
  CHECK(work.works.empty());
  CHECK(work.pays.at("vendor").low == 1000);
  CHECK(work.once_per == std::set<sharing>{sharing::os, sharing::device});
  CHECK(fixture().remedies.at("wait").effects.at(0).fact == fact_reference{fact_owner::vendor, "rank"});
  CHECK(fixture().remedies.at("wait").once_per == std::set<sharing>{sharing::os_base});
  const hazard& exit = fixture().hazards.at("exit");
  CHECK(exit.breaks.at(0).name == "listed");
  CHECK(exit.per_year.low == 0.1);
  CHECK(exit.once_per == std::set<sharing>{sharing::vendor});
}

TEST_CASE("agreements, rules, services, markets") {
  const agreement& pact = fixture().agreements.at("pact");
  CHECK(pact.grants == std::vector<std::string>{"shop", "maps"});
  CHECK(number(pact.grants_on->leaf.bound) == 0);
  CHECK(pact.obliges.at(0).name == "keep");
  CHECK(pact.exclusive.at(0).where_and_when.sold_in == std::vector<std::string>{"DE"});
  const forbidden_act& forks = pact.forbids.at(0);
  CHECK(forks.name == "forks");
  CHECK(forks.act.leaf.subject.owner == fact_owner::os);
  REQUIRE(forks.except.size() == 2);
  CHECK(forks.except[0].sold_in == std::vector<std::string>{"EU"});
  CHECK(forks.except[0].source == "leaflet");
  CHECK(forks.except[1].when.has_value());
  CHECK(forks.forfeits_grants);
  CHECK(forks.across_vendor);
  CHECK(forks.enforced == estimate::between(0.5, 0.9));
  CHECK(forks.exposed->of == fact_reference{fact_owner::vendor, "turnover"});
  CHECK(forks.exposed->share == fact_reference{fact_owner::vendor, "share"});
  CHECK(forks.exposed->years == 2);
  CHECK(forks.accept == acceptance::ask);
  const rule& embargo = fixture().rules.at("embargo");
  CHECK(to_text(embargo.applies.from.value()) == "2022-03-01");
  CHECK(to_text(embargo.applies.until.value()) == "2030-01-01");
  CHECK(embargo.applies.sold_in == std::vector<std::string>{"EU", "US"});
  CHECK(embargo.applies.when.has_value());
  CHECK(embargo.withdraws == std::vector<std::string>{"shop"});
  CHECK(embargo.applies.source == "leaflet");
  CHECK(fixture().rules.at("shelf").requires_.at(0).need.leaf.service == "stall");
  const service& shop = fixture().services.at("shop");
  REQUIRE(shop.replaced_by.size() == 2);
  CHECK(shop.replaced_by[0].covers == 0.6);
  CHECK(shop.replaced_by[0].when->leaf.subject == fact_reference{fact_owner::market, "sold_in"});
  CHECK(shop.replaced_by[1].name == "kiosk");
  const market& fair = fixture().markets.at("fair");
  CHECK(fair.sold_in == std::vector<std::string>{"EU"});
  CHECK(fair.units == estimate{10, 20, 60});
  CHECK(fair.margin->low == 9);
  CHECK(fair.years == 2);
  CHECK(number(only(fair.facts, "ceiling").values.at(0)) == 300);
}

TEST_CASE("positions inside a text point at the part that is wrong") {
  const read_result read =
      read_texts({"portfit: 1\nfacts: {memory: GiB}\nsystems: {s: {must: {m: 'memory >= 2 GB or more'}}}\n"});
  REQUIRE(read.remarks.size() == 1);
  CHECK(read.remarks[0].code == "wrong_unit");
  CHECK(read.remarks[0].where == position{"a", 3, 38});
}
