#include <portfit/catalog/read_catalog.hpp>

#include <portfit/catalog/builder.hpp>

#include <doctest/doctest.h>

#include <string>
#include <variant>
#include <vector>

namespace {

using namespace portfit;

/// A first file: vocabulary and two makers.
void first_file(catalog_builder& into) {
  into.as_of("2024-04-01").currency("USD").rate("EUR", "2").scale("10 kUSD");
  into.fact("ram", "GiB", {{"headers", {"RAM"}}}).fact("price", "money").fact("open", "yes/no").fact("tier", "number");
  into.source("paper", "A paper", "A");
  into.vendor("acme").home("DE").set("tier", "1").source("paper");
  into.platform("chip");
  into.device("d1").vendor("acme").platform("chip").set("ram", "4 GiB");
  into.system("oak").must("memory", "ram >= 2 GiB").should("open", "open", 2);
  into.remedy("ask").makes("open").works("50%").money("1 kUSD");
  into.service("maps").replaced_by("atlas", "50%");
  into.agreement("pact").grants("maps").forbids("fork", {{"act", "open"}, {"enforced", "50%"}});
}

read_result read_both(const catalog_builder& first, const catalog_builder& second) {
  const std::vector<document> both = {first.document(), second.document()};
  return read_catalog(both);
}

std::vector<std::string> codes(const read_result& result) {
  std::vector<std::string> all;
  for (const diagnostic& remark : result.remarks) all.push_back(remark.where.file + ':' + remark.code);
  return all;
}

}  // namespace

TEST_CASE("nothing at all is an empty catalog without a date") {
  const read_result result = read_catalog({});
  CHECK(result.remarks.empty());
  CHECK(result.catalog.devices.empty());
  CHECK_FALSE(result.catalog.as_of.has_value());
}

TEST_CASE("a vocabulary may stand in another file than the facts, before or behind it") {
  catalog_builder words("words");
  words.fact("ram", "GiB");
  catalog_builder facts("facts");
  facts.vendor("acme");
  facts.device("d").vendor("acme").platform("unknown").set("ram", "4 GiB");
  for (const read_result& result : {read_both(words, facts), read_both(facts, words)}) {
    CHECK(result.remarks.empty());
    CHECK(std::get<double>(result.catalog.devices.at("d").facts.at("ram").at(0).values.at(0)) == 4);
  }
}

TEST_CASE("facts of one entity in two files are joined, each with its own source") {
  catalog_builder first("first");
  first_file(first);
  catalog_builder second("second");
  second.as_of("2024-06-01");
  second.vendor("acme").set("tier", "2").note("again");
  const read_result result = read_both(first, second);
  CHECK(result.remarks.empty());
  const std::vector<fact>& tier = result.catalog.vendors.at("acme").facts.at("tier");
  REQUIRE(tier.size() == 2);
  CHECK(tier[0].source == "paper");
  CHECK(tier[0].trust == confidence::a);
  CHECK(tier[1].source.empty());
  CHECK_FALSE(tier[1].overrides);
  CHECK(result.catalog.vendors.at("acme").home == "DE");
  CHECK(result.catalog.vendors.at("acme").note == "again");
  CHECK(to_text(result.catalog.as_of.value()) == "2024-06-01");
}

TEST_CASE("what must agree and does not is a mistake of the later file") {
  struct row {
    const char* what;
    void (*change)(catalog_builder&);
  };
  const std::vector<row> rows = {
      {"link", [](catalog_builder& b) { b.vendor("acme").home("FR"); }},
      {"requirement", [](catalog_builder& b) { b.system("oak").must("memory", "ram >= 3 GiB"); }},
      {"figure", [](catalog_builder& b) { b.remedy("ask").works("60%"); }},
      {"scale", [](catalog_builder& b) { b.scale("20 kUSD"); }},
      {"rate", [](catalog_builder& b) { b.rate("EUR", "3"); }},
      {"currency", [](catalog_builder& b) { b.currency("EUR"); }},
      {"declaration", [](catalog_builder& b) { b.fact("ram", "MiB"); }},
      {"substitute", [](catalog_builder& b) { b.service("maps").replaced_by("atlas", "60%"); }},
      {"clause", [](catalog_builder& b) { b.agreement("pact").forbids("fork", {{"enforced", "60%"}}); }},
      {"source", [](catalog_builder& b) { b.source("paper", "Another paper", "A"); }},
  };
  for (const row& told : rows) {
    CAPTURE(std::string(told.what));
    catalog_builder first("first");
    first_file(first);
    catalog_builder second("second");
    told.change(second);
    CHECK(codes(read_both(first, second)) == std::vector<std::string>{"second:conflicting_values"});
  }
}

TEST_CASE("saying the same twice is no mistake") {
  catalog_builder first("first");
  first_file(first);
  catalog_builder second("second");
  first_file(second);
  const read_result result = read_both(first, second);
  CHECK(result.remarks.empty());
  CHECK(result.catalog.systems.at("oak").asks.size() == 2);
}

TEST_CASE("a file headed overrides wins, wherever it stands") {
  catalog_builder first("first");
  first_file(first);
  catalog_builder second("second");
  second.set("overrides", "yes");
  second.rate("EUR", "3").scale("20 kUSD");
  second.vendor("acme").home("FR").set("tier", "5");
  second.system("oak").must("memory", "ram >= 3 GiB");
  second.remedy("ask").works("60%");
  second.agreement("pact").forbids("fork", {{"enforced", "0%"}});
  for (const read_result& result : {read_both(first, second), read_both(second, first)}) {
    CHECK(result.remarks.empty());
    const catalog& told = result.catalog;
    CHECK(told.overriding_files == std::vector<std::string>{"second"});
    CHECK(told.rates.at("EUR") == 3);
    CHECK(told.scale == 20000.0);
    CHECK(told.vendors.at("acme").home == "FR");
    int overriding = 0;
    for (const fact& statement : told.vendors.at("acme").facts.at("tier")) overriding += statement.overrides ? 1 : 0;
    CHECK(overriding == 1);
    CHECK(std::get<double>(told.systems.at("oak").asks.at(0).need.leaf.bound) == 3);
    CHECK(told.systems.at("oak").asks.size() == 2);
    CHECK(told.remedies.at("ask").works.at(0).is.low == 0.6);
    CHECK(told.agreements.at("pact").forbids.at(0).enforced.high == 0);
  }
}

TEST_CASE("remarks come in the order of the files") {
  catalog_builder first("z");
  first.vendor("a").home("Mars");
  catalog_builder second("b");
  second.vendor("a").set("size", "3");
  CHECK(codes(read_both(first, second)) == std::vector<std::string>{"z:dangling_reference", "b:undeclared_name"});
  CHECK(codes(read_both(second, first)) == std::vector<std::string>{"b:undeclared_name", "z:dangling_reference"});
}

TEST_CASE("the fingerprint names the inputs in their order") {
  catalog_builder first("first");
  first_file(first);
  catalog_builder second("second");
  const auto forward = read_both(first, second).catalog.fingerprint;
  CHECK(forward == read_both(first, second).catalog.fingerprint);
  CHECK(forward != read_both(second, first).catalog.fingerprint);
  second.scale("1 USD");
  CHECK(forward != read_both(first, second).catalog.fingerprint);
}

TEST_CASE("keys that an importer repeats are told") {
  document told;
  told.file = "f";
  told.root = document_node::map();
  told.root.at("portfit") = document_node::scalar("1");
  told.root.at("vendors") = document_node::map();
  for (int line : {4, 5}) told.root.at("vendors").members.push_back({"acme", line, 3, document_node::map(line, 9)});
  const read_result result = read_catalog(std::vector<document>{told});
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks[0].code == "duplicate_key");
  CHECK(result.remarks[0].where == position{"f", 5, 3});
}

TEST_CASE("a document nested without end is refused") {
  document told;
  document_node node = document_node::scalar("x");
  for (int level = 0; level < 1000; ++level) {
    document_node list = document_node::list(1, 1);
    list.items.push_back(std::move(node));
    node = std::move(list);
  }
  told.root.at("portfit") = std::move(node);
  const read_result result = read_catalog(std::vector<document>{told});
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks[0].code == "too_deep");
}

TEST_CASE("a country code that names something else is no place") {
  catalog_builder told;
  told.vendor("DE").home("FR");
  const read_result result = told.build();
  CHECK(result.remarks.empty());
  CHECK(result.catalog.places.count("FR") == 1);
  CHECK(result.catalog.places.count("DE") == 0);
}
