#include <portfit/import/yaml_edit.hpp>

#include <portfit/catalog/edited_catalog.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace portfit;

constexpr std::string_view told_catalog = R"(portfit: 1
as_of: 2024-04-01
rates: {EUR: 1.1}
scale: 100 kUSD
budget: {money: 1 MUSD, effort: 9 pm}
sources: {page: {confidence: B}}
facts:
  ram: GiB
  boots: yes/no
  radios: {type: {set: [lte, nr]}}
  camera: [none, photo, video]
  revenue: money
places: {EEA: {contains: [DE]}}
services: {store: {replaced_by: {web: 20%, shop: {covers: 60%, when: boots}}}}
agreements:
  keeper: {grants: [store], obliges: {kept: boots}, forbids: {fork: {act: boots, accept: ask, enforced: 50%}}}
  other: {}
rules: {law: {sold_in: EEA, requires: {label: boots}}}
vendors: {acme: {holds: [keeper], revenue: 4 MUSD}}
platforms: {q9: {}}
devices: {pad: {vendor: acme, platform: q9, ram: 2 GiB, source: page}}
systems:
  lumo: {source: page, must: {starts: boots}, should: {roomy: ram >= 3 GiB, photos: {need: camera >= photo, weight: 3}}}
ports: {lumo/q9: {camera: none}}
remedies: {adapt: {makes: boots, works: 80%, effort: 1..2..3 pm, needs: ram >= 1 GiB}}
markets: {shops: {sold_in: DE, units: 100, margin: 5 USD}}
hazards: {leaves: {breaks: boots, per_year: 5%}}
)";

std::vector<document> documents_of(std::string text, const std::string& also = {}) {
  std::vector<document> all{read_yaml(text, "told.yaml").document};
  if (!also.empty()) all.push_back(read_yaml(also, "also.yaml").document);
  return all;
}

/// The catalog with edits, read as the planner does; `remarks` takes those of form and content.
catalog said(std::vector<document> documents, const std::vector<std::string>& texts, diagnostics* remarks = nullptr) {
  std::vector<edit> edits;
  diagnostics all;
  for (const std::string& text : texts) {
    edit_reading read = read_edit(text, "--set " + std::to_string(edits.size() + 1));
    all.insert(all.end(), read.remarks.begin(), read.remarks.end());
    if (!has_errors(read.remarks)) edits.push_back(std::move(read.edit));
  }
  read_result result = read_edited(std::move(documents), edits);
  all.insert(all.end(), result.remarks.begin(), result.remarks.end());
  if (remarks != nullptr)
    *remarks = all;
  else
    for (const diagnostic& each : all) FAIL(to_text(each));
  return result.catalog;
}

void forget_telling(fact_table& facts) {
  for (auto& [name, statements] : facts)
    for (portfit::fact& each : statements) {
      each.text.clear();
      each.trust = confidence::c;
      each.source.clear();
      each.overrides = false;
    }
}

/// What a catalog says, without how it was told.
catalog content(catalog what) {
  what.fingerprint = 0;
  what.edits.clear();
  forget_telling(what.world);
  for (auto& [id, each] : what.devices) forget_telling(each.facts);
  for (auto& [id, each] : what.vendors) forget_telling(each.facts);
  for (auto& [id, each] : what.platforms) forget_telling(each.facts);
  for (auto& [id, each] : what.systems) forget_telling(each.facts);
  for (auto& [id, each] : what.markets) forget_telling(each.facts);
  for (auto& [id, each] : what.ports) forget_telling(each.facts);
  return what;
}

/// The catalog as one would write it by hand: with one text in the place of another.
catalog by_hand(std::string_view old, std::string_view now) {
  std::string text(told_catalog);
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  REQUIRE(text.find(old, at + 1) == std::string::npos);
  text.replace(at, old.size(), now);
  const std::vector<document> documents = documents_of(text);
  const read_result read = read_catalog(documents);
  for (const diagnostic& each : read.remarks) FAIL(to_text(each));
  return read.catalog;
}

std::string remarks_on(const std::vector<std::string>& texts) {
  diagnostics remarks;
  static_cast<void>(said(documents_of(std::string(told_catalog)), texts, &remarks));
  std::string all;
  for (const diagnostic& each : remarks) all += to_text(each) + '\n';
  return all;
}

}  // namespace

TEST_CASE("an edit has three parts with their places, and a value as catalogs write it") {
  const edit_reading plain = read_edit("  x1 : ram= 4 GiB ", "--set 1");
  CHECK(plain.remarks.empty());
  CHECK(plain.edit.subject.text == "x1");
  CHECK(plain.edit.subject.column == 3);
  CHECK(plain.edit.key.text == "ram");
  CHECK(plain.edit.key.column == 8);
  CHECK(plain.edit.value.text == "4 GiB");
  CHECK(plain.edit.value.column == 13);
  CHECK(plain.edit.text == "  x1 : ram= 4 GiB ");
  const edit_reading map = read_edit("x1: camera = {none: 50%, photo: 50%}", "--set 1");
  REQUIRE(map.edit.value.is_map());
  CHECK(map.edit.value.members[1].key == "photo");
  CHECK(map.edit.value.members[1].column == 26);
  CHECK(map.edit.value.members[1].value.column == 33);
  CHECK(read_edit("a: b = [c, d]", "s").edit.value.items[1].column == 12);
  CHECK(read_edit("a: b = ram >= 2 GiB", "s").edit.value.text == "ram >= 2 GiB");
  CHECK(read_edit("a: b = 'x: y'", "s").edit.value.text == "x: y");
  // Columns count characters, and lines are lines of the text.
  const edit_reading wide = read_edit("прибор: б = {в:\n  г}", "s");
  CHECK(wide.remarks.empty());
  CHECK(wide.edit.key.column == 9);
  CHECK(wide.edit.value.column == 13);
  REQUIRE(wide.edit.value.is_map());
  CHECK(wide.edit.value.members[0].value.line == 2);
  CHECK(wide.edit.value.members[0].value.column == 3);
}

TEST_CASE("every kind of edit gives the catalog that says so") {
  struct sample {
    const char* said;
    const char* old;
    const char* now;
  };
  constexpr std::array samples{
      sample{"pad: ram = 4 GiB", "ram: 2 GiB", "ram: 4 GiB"},
      sample{"pad: ram = unknown", "ram: 2 GiB", "ram: unknown"},
      sample{"pad: ram = 3..4..6 GiB", "ram: 2 GiB", "ram: 3..4..6 GiB"},
      sample{"pad: ram = [2 GiB, 4 GiB]", "ram: 2 GiB", "ram: [2 GiB, 4 GiB]"},
      sample{"pad: boots = 70%", "ram: 2 GiB", "ram: 2 GiB, boots: 70%"},
      sample{"pad: radios = [lte]", "ram: 2 GiB", "ram: 2 GiB, radios: [lte]"},
      sample{"pad: boots = [{is: no, until: 2024-05}, {is: yes, from: 2024-05}]", "ram: 2 GiB",
             "ram: 2 GiB, boots: [{is: no, until: 2024-05}, {is: yes, from: 2024-05}]"},
      sample{"pad: platform = unknown", "platform: q9", "platform: unknown"},
      sample{"q9: ram = 1 GiB", "q9: {}", "q9: {ram: 1 GiB}"},
      sample{"lumo/q9: camera = {none: 50%, photo: 50%}", "camera: none", "camera: {none: 50%, photo: 50%}"},
      sample{"lumo/pad: boots = yes", "ports: {", "ports: {lumo/pad: {boots: yes}, "},
      sample{"lumo: boots = no", "lumo: {", "lumo: {boots: no, "},
      sample{"lumo.photos: weight = 2", "weight: 3", "weight: 2"},
      sample{"lumo.roomy: weight = 2", "roomy: ram >= 3 GiB", "roomy: {need: ram >= 3 GiB, weight: 2}"},
      sample{"lumo.roomy: need = ram >= 4 GiB", "roomy: ram >= 3 GiB", "roomy: ram >= 4 GiB"},
      sample{"lumo.starts: when = ram >= 1 GiB", "starts: boots", "starts: {need: boots, when: ram >= 1 GiB}"},
      sample{"acme: holds = unknown", "holds: [keeper]", "holds: unknown"},
      sample{"acme: holds = {keeper: no, other: 30%}", "holds: [keeper]", "holds: {keeper: no, other: 30%}"},
      sample{"acme: home = DE", "holds: [keeper]", "holds: [keeper], home: DE"},
      sample{"adapt: works = 30%", "works: 80%", "works: 30%"},
      sample{"adapt: effort = [{when: boots, is: 1 pm}, {is: 2 pm}]", "effort: 1..2..3 pm",
             "effort: [{when: boots, is: 1 pm}, {is: 2 pm}]"},
      sample{"adapt: money = 10 kEUR", "works: 80%", "works: 80%, money: 10 kEUR"},
      sample{"adapt: time = 2 months", "works: 80%", "works: 80%, time: 2 months"},
      sample{"adapt: needs = {any_of: [boots, ram >= 9 GiB]}", "needs: ram >= 1 GiB",
             "needs: {any_of: [boots, ram >= 9 GiB]}"},
      sample{"keeper.fork: enforced = 0%", "enforced: 50%", "enforced: 0%"},
      sample{"keeper.fork: accept = never", "accept: ask", "accept: never"},
      sample{"keeper.fork: forfeits = all_grants", "accept: ask", "accept: ask, forfeits: all_grants"},
      sample{"keeper.fork: exposure = {of: vendor.revenue}", "accept: ask",
             "accept: ask, exposure: {of: vendor.revenue}"},
      sample{"keeper.kept: need = ram >= 1 GiB", "kept: boots", "kept: ram >= 1 GiB"},
      sample{"keeper: grants = []", "grants: [store]", "grants: []"},
      sample{"law: from = 2025", "law: {", "law: {from: 2025, "},
      sample{"law.label: need = ram >= 1 GiB", "label: boots", "label: ram >= 1 GiB"},
      sample{"shops: units = 5..9", "units: 100", "units: 5..9"},
      sample{"shops: margin = 2 EUR", "margin: 5 USD", "margin: 2 EUR"},
      sample{"EEA: contains = [DE, FR]", "contains: [DE]", "contains: [DE, FR]"},
      sample{"store.web: covers = 40%", "web: 20%", "web: 40%"},
      sample{"store.shop: covers = 40%", "covers: 60%", "covers: 40%"},
      sample{"leaves: per_year = 9%", "per_year: 5%", "per_year: 9%"},
      sample{"world: ram = 1 GiB", "places:", "world: {ram: 1 GiB}\nplaces:"},
      sample{"catalog: scale = 2 MEUR", "scale: 100 kUSD", "scale: 2 MEUR"},
      sample{"catalog: person_month = 5 kUSD", "scale:", "person_month: 5 kUSD\nscale:"},
      sample{"catalog.budget: money = 2 MUSD", "money: 1 MUSD", "money: 2 MUSD"},
      sample{"catalog.rates: EUR = 1.5", "EUR: 1.1", "EUR: 1.5"},
      sample{"page: confidence = X", "confidence: B", "confidence: X"},
  };
  for (const sample& each : samples) {
    CAPTURE(each.said);
    CHECK(content(said(documents_of(std::string(told_catalog)), {each.said})) == content(by_hand(each.old, each.now)));
  }
}

TEST_CASE("an edit counts before dates, sources, confidence and overriding files") {
  const std::string over =
      "portfit: 1\noverrides: yes\nsources: {best: {confidence: A}}\n"
      "devices: {pad: {ram: [{is: 8 GiB, source: best, from: 2024-03}, {is: 6 GiB, source: best}]}}\n"
      "remedies: {adapt: {works: 10%}}\nsystems: {lumo: {should: {photos: {need: boots, weight: 7}}}}\n";
  const catalog world = said(documents_of(std::string(told_catalog), over),
                             {"pad: ram = 4 GiB", "adapt: works = 20%", "lumo.photos: weight = 9"});
  const auto& statements = world.devices.at("pad").facts.at("ram");
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].values == std::vector<fact_value>{4.0});
  CHECK(statements[0].trust == confidence::a);
  CHECK(statements[0].where == position{"--set 1", 1, 12});
  CHECK(world.remedies.at("adapt").works.at(0).is.low == 0.2);
  const requirements& asks = world.systems.at("lumo").asks;
  CHECK(asks.at(2).name == "photos");  // where it stood
  CHECK(asks.at(2).weight == 9);
  CHECK(asks.at(2).need.leaf.subject.name == "boots");  // as the overriding file has it
  CHECK(asks.at(2).source == "");                       // which names no source
  CHECK(world.overriding_files == std::vector<std::string>{"also.yaml"});
  CHECK(world.edits == std::vector<std::string>{"pad: ram = 4 GiB", "adapt: works = 20%", "lumo.photos: weight = 9"});
}

TEST_CASE("a requirement keeps its source, and edits of its keys add up") {
  const catalog world = said(documents_of(std::string(told_catalog)),
                             {"lumo.roomy: weight = 2", "lumo.roomy: need = ram >= 5 GiB", "lumo.photos: weight = 4"});
  const requirements& asks = world.systems.at("lumo").asks;
  CHECK(asks.at(1).source == "page");
  CHECK(asks.at(1).weight == 2);
  CHECK(asks.at(1).need.leaf.bound == fact_value(5.0));
  CHECK(asks.at(1).where == position{"--set 2", 1, 20});
}

TEST_CASE("of two edits of one key the later counts, and both are read") {
  const std::vector<document> told = documents_of(std::string(told_catalog));
  const std::vector<std::string> twice{"pad: ram = 9 GiB", "adapt: works = 10%", "pad: ram = 4 GiB",
                                       "adapt: works = 30%"};
  CHECK(content(said(told, twice)) == content(said(told, {"pad: ram = 4 GiB", "adapt: works = 30%"})));
  CHECK(said(told, twice).fingerprint != said(told, {"pad: ram = 4 GiB", "adapt: works = 30%"}).fingerprint);
  CHECK(remarks_on({"adapt: works = often", "adapt: works = 30%"}).starts_with("--set 1:1:16: error[wrong_type]"));
}

TEST_CASE("edits enter the hash of the inputs, and their order does") {
  const std::vector<document> told = documents_of(std::string(told_catalog));
  const auto hash = [&](const std::vector<std::string>& texts) { return said(told, texts).fingerprint; };
  CHECK(hash({}) == read_catalog(told).catalog.fingerprint);
  CHECK(hash({"pad: ram = 2 GiB"}) != hash({}));
  CHECK(hash({"pad: ram = 2 GiB", "q9: ram = 2 GiB"}) != hash({"q9: ram = 2 GiB", "pad: ram = 2 GiB"}));
}

TEST_CASE("mistakes are told with their place and the nearest name") {
  struct sample {
    const char* said;
    const char* remark;
  };
  constexpr std::array samples{
      sample{"pda: ram = 4 GiB", "1:1: error[dangling_reference]: nothing is called 'pda'"},
      sample{"pda: ram = 4 GiB", "did you mean 'pad'?"},
      sample{"pad: rma = 4 GiB", "1:6: error[undeclared_name]: no fact 'rma'"},
      sample{"pad: rma = 4 GiB", "did you mean 'ram'?"},
      sample{"pad: ram = 4 GHz", "1:14: error[wrong_unit]"},
      sample{"pad: ram = 4", "1:12: error[missing_unit]"},
      sample{"pad: boots = maybe", "1:14: error[wrong_type]"},
      sample{"pad: boots = [yes, may]", "1:20: error[wrong_type]"},
      sample{"lumo/q9: camera = foto", "did you mean 'photo'?"},
      sample{"lumo/q8: camera = photo", "1:6: error[dangling_reference]: no device, platform or vendor 'q8'"},
      sample{"lumi/q9: camera = photo", "1:1: error[dangling_reference]: no system 'lumi'"},
      sample{"/: camera = photo", "1:1: error[bad_id]"},
      sample{"adapt: wirks = 3%", "1:8: error[unknown_key]: a remedy has no key 'wirks'"},
      sample{"adapt: works = 300%", "1:16: error[out_of_range]"},
      sample{"adapt: needs = romm >= 3", "1:16: error[undeclared_name]"},
      sample{"keeper.forc: enforced = 0%", "1:8: error[dangling_reference]: 'keeper' has nothing called 'forc'"},
      sample{"keeper.forc: enforced = 0%", "expected fork or kept; did you mean 'fork'?"},
      sample{"keeper.fork: enfroced = 0%", "did you mean 'enforced'?"},
      sample{"keper.fork: enforced = 0%", "1:1: error[dangling_reference]: nothing is called 'keper'"},
      sample{"pad.fork: enforced = 0%", "an id alone"},
      sample{"lumo.starts: weight = 3", "1:14: error[unknown_key]: a must has no key 'weight'"},
      sample{"lumo: must = {a: boots}", "1:7: error[unknown_key]: 'must' of 'lumo' is said anew name by name"},
      sample{"keeper: forbids = {}", "expected keeper.NAME: KEY = VALUE"},
      sample{"lumo: abstract = yes", "error[unknown_key]: 'abstract'"},
      sample{"pad: confidence = A", "error[unknown_key]: 'confidence' of 'pad' tells where something comes from"},
      sample{"acme: holds = [keper]", "1:16: error[dangling_reference]"},
      sample{"catalog: as_of = 2020", "1:10: error[unknown_key]"},
      sample{"catalog: scael = 1 USD", "did you mean 'scale'?"},
      sample{"catalog.badget: money = 1 USD", "did you mean 'budget'?"},
      sample{"catalog.rates: euro = 3", "1:16: error[wrong_unit]"},
      sample{"catalog: scale = 3 pm", "error[wrong_unit]"},
      sample{"world: rum = 3 GiB", "1:8: error[undeclared_name]"},
      sample{"page: published = soon", "1:19: error[bad_date]"},
      sample{"pad: ram", "1:9: error[bad_edit]: no '='"},
      sample{"pad ram = 4 GiB", "1:1: error[bad_edit]: no ':'"},
      sample{"pad ram = a: b", "1:1: error[bad_edit]: no ':'"},
      sample{": ram = 4 GiB", "1:1: error[bad_edit]: nothing stands before"},
      sample{"pad: = 4 GiB", "1:5: error[bad_edit]: nothing stands between"},
      sample{"pad: ram = ", "1:11: error[bad_edit]: nothing stands behind"},
      sample{"pad: ram = ~", "error[bad_edit]: nothing stands behind"},
      sample{"pad: ram = # 4 GiB", "error[bad_edit]: nothing stands behind"},
      sample{"pad: camera = {none: 50%", "error[bad_yaml]"},
      sample{"pad: camera = {none: 50%, none: 50%}", "1:27: error[duplicate_key]"},
      sample{"pad: camera = *other", "1:15: error[alias]"},
  };
  for (const sample& each : samples) {
    CAPTURE(each.said);
    const std::string remarks = remarks_on({"pad: ram = 2 GiB", each.said});
    INFO(remarks);
    const std::string place = "--set 2:";
    CHECK(remarks.find((each.remark[0] == '1' ? place : std::string()) + each.remark) != std::string::npos);
    CHECK(remarks.starts_with(place));
  }
}

TEST_CASE("an id that names two things is told") {
  const std::string also = "portfit: 1\nsources: {pad: {confidence: B}}\nvendors: {world: {}, catalog: {}}\n";
  const auto told = [&](const char* text) {
    diagnostics remarks;
    static_cast<void>(said(documents_of(std::string(told_catalog), also), {text}, &remarks));
    return remarks.empty() ? "" : to_text(remarks.front());
  };
  CHECK(told("pad: ram = 3 GiB").find("error[duplicate_id]: 'pad' names two things, under 'devices' and 'sources'") !=
        std::string::npos);
  CHECK(told("world: ram = 3 GiB").find("under 'world' and 'vendors'") != std::string::npos);
  CHECK(told("catalog: scale = 3 USD").find("under the catalog itself and 'vendors'") != std::string::npos);
  const std::string both = "portfit: 1\nsystems: {lumo: {should: {starts: boots}}}\n";
  diagnostics remarks;
  static_cast<void>(said(documents_of(std::string(told_catalog), both), {"lumo.starts: need = boots"}, &remarks));
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].message == "'lumo.starts' names two things, under 'must' and 'should'");
  CHECK(remarks[0].where == position{"--set 1", 1, 6});
}

TEST_CASE("what was said before is told as written") {
  const std::string also = "portfit: 1\ndevices: {pad: {boots: {is: yes, from: 2024}}}\n";
  const auto was = [&](const char* text) {
    return edited_catalog(documents_of(std::string(told_catalog), also), {read_edit(text, "s").edit}).was(0);
  };
  CHECK(was("pad: ram = 4 GiB") == "2 GiB");
  CHECK(was("pad: boots = no") == "{is: yes, from: 2024}");
  CHECK(was("pad: camera = none") == "not stated");
  CHECK(was("lumo.roomy: need = boots") == "ram >= 3 GiB");
  CHECK(was("lumo.roomy: weight = 2") == "not stated");
  CHECK(was("keeper.fork: enforced = 1%") == "50%");
  CHECK(was("store.web: covers = 1%") == "20%");
  CHECK(was("catalog: scale = 1 USD") == "100 kUSD");
  CHECK(was("catalog.budget: effort = 1 pm") == "9 pm");
  CHECK(was("lumo/q9: camera = photo") == "none");
  CHECK(was("page: confidence = A") == "B");
  CHECK(was("nobody: ram = 1 GiB") == "not stated");
}

TEST_CASE("whatever is said, reading ends with remarks that point into it, and the same each time") {
  std::uint64_t state = 20240401;
  const auto below = [&state](std::size_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % bound);
  };
  constexpr std::array<std::string_view, 40> parts{
      "pad",   "lumo",   "keeper", ".",    "fork", "/",      "world", "catalog", ":",       ": ",
      "=",     " = ",    "ram",    "must", "[",    "]",      "{",     "}",       ",",       "4 GiB",
      "\n",    "\t",     "#",      "'",    "\"",   "\xff",   "é",     "is",      "unknown", "50%",
      "rates", "budget", "- ",     "? ",   "|",    "weight", "roomy", "works",   "adapt",   ""};
  const std::vector<document> told = documents_of(std::string(told_catalog));
  for (int round = 0; round < 1500; ++round) {
    std::string text;
    if (round % 2 == 0) text = "pad: ram = 4 GiB";
    for (std::size_t count = below(9); count > 0; --count)
      text.insert(below(text.size() + 1), std::string(parts[below(parts.size())]));
    CAPTURE(text);
    diagnostics first;
    diagnostics second;
    const catalog one = said(told, {text}, &first);
    REQUIRE(one == said(told, {text}, &second));
    REQUIRE(first == second);
    for (const diagnostic& each : first) {
      REQUIRE_FALSE(each.message.empty());
      REQUIRE(each.where.column <= static_cast<int>(text.size()) + 1);
    }
  }
  CHECK(remarks_on({std::string(100000, '[')}).find("bad_edit") != std::string::npos);
  CHECK(remarks_on({"pad: ram = " + std::string(100000, '[')}).find("bad_yaml") != std::string::npos);
  CHECK(remarks_on({"pad: ram = " + std::string(1, '\0')}).find("binary_file") != std::string::npos);
}
