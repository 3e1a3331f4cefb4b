// One row for every mistake the reader knows: the text, and the code, place and nearest name it must tell.
#include <portfit/import/yaml.hpp>

#include <portfit/catalog/read_catalog.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace portfit;

/// What the rows add to: seven lines without a mistake.
const std::string preamble =
    "portfit: 1\n"
    "rates: {RUB: 0.01}\n"
    "facts: {ram: GiB, price: money, camera: [none, photo, video], bands: set, form: {one_of: [phone, tablet]}, owner: "
    "word,\n"
    "  released: date, kernel: version, source_open: yes/no, share: percent, tier: number, weight: g}\n"
    "sources: {paper: {confidence: A}}\n"
    "vendors: {acme: {}}\n"
    "platforms: {chip: {}}\n";

struct row {
  std::string text;
  std::string code;
  int line;
  int column;
  std::string nearest;
};

read_result read_mistaken(const std::string& text) {
  std::vector<document> documents;
  document_result told = read_yaml(text, "f");
  documents.push_back(std::move(told.document));
  read_result result = read_catalog(documents);
  result.remarks.insert(result.remarks.begin(), told.remarks.begin(), told.remarks.end());
  return result;
}

void check(const std::vector<row>& rows, const std::string& before) {
  const int offset = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  for (const row& expected : rows) {
    CAPTURE(expected.text);
    const read_result result = read_mistaken(before + expected.text + '\n');
    std::string all;
    for (const diagnostic& remark : result.remarks) all += to_text(remark) + '\n';
    CAPTURE(all);
    CHECK(result.remarks.size() == 1);
    if (result.remarks.size() != 1) continue;
    CHECK(result.remarks[0].code == expected.code);
    CHECK(result.remarks[0].where.line == expected.line + offset);
    CHECK(result.remarks[0].where.column == expected.column);
    CHECK(result.remarks[0].nearest == expected.nearest);
    CHECK_FALSE(result.remarks[0].message.empty());
    CHECK(result.remarks[0].level == severity::error);
  }
}

/// A device with one more fact.
std::string device_with(const std::string& fact) {
  return "devices: {d: {vendor: acme, platform: chip, " + fact + "}}";
}
/// A system with one must.
std::string must_be(const std::string& need) { return "systems: {s: {must: {m: " + need + "}}}"; }
/// A remedy.
std::string remedy_with(const std::string& keys) { return "remedies: {r: {" + keys + "}}"; }

}  // namespace

TEST_CASE("the preamble has no mistake") {
  CHECK(read_mistaken(preamble).remarks.empty());
  CHECK(read_mistaken(preamble + device_with("ram: 4 GiB") + '\n').remarks.empty());
  CHECK(read_mistaken(preamble + must_be("ram >= 4 GiB") + '\n').remarks.empty());
  CHECK(read_mistaken(preamble + remedy_with("makes: source_open") + '\n').remarks.empty());
}

TEST_CASE("mistakes of the head") {
  check(
      {
          {"as_of: 2024-01-01", "missing_key", 1, 1, ""},
          {"portfit: 2", "unknown_schema", 1, 10, ""},
          {"portfit: 1\nvendor: {}", "unknown_key", 2, 1, "vendors"},
          {"portfit: 1\nas_of: 2024-13", "bad_date", 2, 8, ""},
          {"portfit: 1\nas_of: 2023-02-29", "bad_date", 2, 8, ""},
          {"portfit: 1\nmoney: dollars", "wrong_unit", 2, 8, ""},
          {"portfit: 1\nrates: {EUR: -1}", "out_of_range", 2, 14, ""},
          {"portfit: 1\nrates: {euro: 1}", "wrong_unit", 2, 9, ""},
          {"portfit: 1\nrates: {EUR: 1 USD}", "wrong_unit", 2, 16, ""},
          {"portfit: 1\nperson_month: 6", "missing_unit", 2, 15, ""},
          {"portfit: 1\nperson_month: 6 EUR", "missing_rate", 2, 17, ""},
          {"portfit: 1\nperson_month: 6 pm", "wrong_unit", 2, 17, ""},
          {"portfit: 1\nscale: 1..2 USD", "wrong_type", 2, 8, ""},
          {"portfit: 1\nscale: 0 USD", "out_of_range", 2, 8, ""},
          {"portfit: 1\nbudget: {mony: 1 USD}", "unknown_key", 2, 10, "money"},
          {"portfit: 1\nbudget: {effort: 3 months}", "wrong_unit", 2, 20, ""},
          {"portfit: 1\noverrides: perhaps", "wrong_type", 2, 12, ""},
          {"portfit: 1\nsources: {s: {confidence: D}}", "wrong_type", 2, 27, ""},
          {"portfit: 1\nsources: {s: {publised: 2024}}", "unknown_key", 2, 15, "published"},
          {"portfit: 1\ndevices: [a, b]", "wrong_type", 2, 10, ""},
          {"portfit: 1\ndevices: {a b: {}}", "bad_id", 2, 11, ""},
          {"[portfit]", "wrong_type", 1, 1, ""},
      },
      "");
}

TEST_CASE("mistakes of the vocabulary") {
  check(
      {
          {"portfit: 1\nfacts: {ram: gib}", "unknown_type", 2, 14, "GiB"},
          {"portfit: 1\nfacts: {ram: {}}", "missing_key", 2, 9, ""},
          {"portfit: 1\nfacts: {ram: }", "missing_key", 2, 9, ""},
          {"portfit: 1\nfacts: {r.m: GiB}", "bad_id", 2, 9, ""},
          {"portfit: 1\nfacts: {vendor: word}", "reserved_name", 2, 9, ""},
          {"portfit: 1\nfacts: {a: [x, y, x]}", "duplicate_word", 2, 19, ""},
          {"portfit: 1\nfacts: {a: []}", "wrong_type", 2, 12, ""},
          {"portfit: 1\nfacts: {a: {type: {any: [x]}}}", "wrong_type", 2, 19, ""},
          {"portfit: 1\nfacts: {a: {type: yes/no, defalt: no}}", "unknown_key", 2, 27, "default"},
          {"portfit: 1\nfacts: {a: {type: yes/no, default: 30%}}", "wrong_type", 2, 36, ""},
          {"portfit: 1\nfacts: {a: {type: yes/no, unless_known: yes}}", "wrong_type", 2, 41, ""},
          {"portfit: 1\nfacts: {a: {type: yes/no, default: no, unless_known: 30%}}", "conflicting_values", 2, 54, ""},
          {"portfit: 1\nfacts: {a: {type: yes/no, of: os}}", "wrong_type", 2, 31, ""},
      },
      "");
}

TEST_CASE("mistakes in facts") {
  check(
      {
          {device_with("rem: 4 GiB"), "undeclared_name", 1, 45, "ram"},
          {device_with("ram: 4 GIB"), "wrong_unit", 1, 52, "GiB"},
          {device_with("ram: 4 mAh"), "wrong_unit", 1, 52, ""},
          {device_with("ram: 4 USD"), "wrong_unit", 1, 52, ""},
          {device_with("ram: 4"), "missing_unit", 1, 50, ""},
          {device_with("ram: much"), "wrong_type", 1, 50, ""},
          {device_with("ram: 1e999 GiB"), "wrong_type", 1, 50, ""},
          {device_with("ram: nan GiB"), "wrong_type", 1, 50, ""},
          {device_with("ram: 5..3 GiB"), "bad_range", 1, 50, ""},
          {device_with("ram: 1..2..3..4 GiB"), "bad_range", 1, 50, ""},
          {device_with("ram: ..3 GiB"), "wrong_type", 1, 50, ""},
          {device_with("ram: {3 GiB: 50%, 4 GiB: 50%}"), "wrong_type", 1, 50, ""},
          {device_with("ram: [3 GiB, 3..4 GiB]"), "wrong_type", 1, 58, ""},
          {device_with("ram: [3 GiB, unknown]"), "wrong_type", 1, 58, ""},
          {device_with("ram: []"), "wrong_type", 1, 50, ""},
          {device_with("ram: {is: 3 GiB, form: 2024}"), "unknown_key", 1, 62, "from"},
          {device_with("ram: {is: 3 GiB, from: soon}"), "bad_date", 1, 68, ""},
          {device_with("ram: {is: 3 GiB, from: 2024, until: 2023}"), "bad_range", 1, 50, ""},
          {device_with("ram: [{is: 3 GiB}, 4 GiB]"), "wrong_type", 1, 64, ""},
          {device_with("ram: [{is: 3 GiB}, {from: 2024}]"), "missing_key", 1, 64, ""},
          {device_with("ram: {is: 3 GiB, source: papr}"), "undeclared_source", 1, 70, "paper"},
          {device_with("source: papre"), "undeclared_source", 1, 53, "paper"},
          {device_with("ram: {is: 3 GiB, confidence: sure}"), "wrong_type", 1, 74, ""},
          {device_with("price: 100 EUR"), "missing_rate", 1, 56, ""},
          {device_with("price: 100 RUR"), "missing_rate", 1, 56, "RUB"},
          {device_with("price: 100 GiB"), "wrong_unit", 1, 56, ""},
          {device_with("price: 100"), "missing_unit", 1, 52, ""},
          {device_with("price: 1 XUSD"), "wrong_unit", 1, 54, ""},
          {device_with("camera: foto"), "wrong_type", 1, 53, "photo"},
          {device_with("camera: 70%"), "wrong_type", 1, 53, ""},
          {device_with("camera: video..none"), "bad_range", 1, 53, ""},
          {device_with("camera: {none: 50%, photo: 40%}"), "bad_weights", 1, 53, ""},
          {device_with("camera: {none: 50%, foto: 50%}"), "wrong_type", 1, 65, "photo"},
          {device_with("camera: {none: 40..60%, photo: 50%}"), "wrong_type", 1, 60, ""},
          {device_with("form: fone"), "wrong_type", 1, 51, "phone"},
          {device_with("owner: ''"), "wrong_type", 1, 53, ""},
          {device_with("bands: {b1: 50%}"), "wrong_type", 1, 52, ""},
          {device_with("bands: [b1, [b2]]"), "wrong_type", 1, 57, ""},
          {device_with("released: 2024-02-30"), "bad_date", 1, 55, ""},
          {device_with("released: 2024..2023"), "bad_range", 1, 55, ""},
          {device_with("kernel: 4.x"), "wrong_type", 1, 53, ""},
          {device_with("kernel: 1..2..3"), "bad_range", 1, 53, ""},
          {device_with("source_open: maybe"), "wrong_type", 1, 58, ""},
          {device_with("source_open: 170%"), "out_of_range", 1, 58, ""},
          {device_with("source_open: 10..20%"), "wrong_type", 1, 58, ""},
          {device_with("source_open: 1"), "wrong_type", 1, 58, ""},
          {device_with("share: 0.7"), "missing_unit", 1, 52, ""},
          {device_with("share: 120%"), "out_of_range", 1, 52, ""},
          {device_with("tier: 3 GiB"), "wrong_unit", 1, 53, ""},
          {device_with("must: 3"), "wrong_type", 1, 51, ""},
      },
      preamble);
}

TEST_CASE("mistakes in entities and links") {
  check(
      {
          {"devices: {d: {platform: chip}}", "missing_key", 1, 11, ""},
          {"devices: {d: {vendor: unknown, platform: chip}}", "missing_key", 1, 11, ""},
          {"devices: {d: {vendor: acme}}", "missing_key", 1, 11, ""},
          {"devices: {d: {vendor: acne, platform: chip}}", "dangling_reference", 1, 23, "acme"},
          {"devices: {d: {vendor: chip, platform: unknown}}", "dangling_reference", 1, 23, ""},
          {"devices: {d: {vendor: acme, platform: chips}}", "dangling_reference", 1, 39, "chip"},
          {device_with("built_by: acmee"), "dangling_reference", 1, 55, "acme"},
          {"devices: {acme: {vendor: acme, platform: chip}}", "duplicate_id", 1, 11, ""},
          {"devices: {d: 3}", "wrong_type", 1, 14, ""},
          {"world: {rum: 4 GiB}", "undeclared_name", 1, 9, "ram"},
          {"systems: {s: {based_on: t}}", "dangling_reference", 1, 25, ""},
          {"systems: {s: {abstract: very}}", "wrong_type", 1, 25, ""},
          {"systems: {s: {provides: {maps: 180%}}}", "out_of_range", 1, 32, ""},
          {"systems: {s: {based_on: t}, t: {based_on: s}}", "loop", 1, 11, ""},
          {"systems: {s: {based_on: s}}", "loop", 1, 11, ""},
          {"places: {P: {contains: [Q]}, Q: {contains: [R, P]}, R: {}}", "loop", 1, 10, ""},
          {"places: {P: {contains: DE}}", "wrong_type", 1, 24, ""},
          {"places: {P: {contains: [{from: 2020}]}}", "missing_key", 1, 25, ""},
          {"places: {P: {contains: [Germany]}}", "dangling_reference", 1, 25, ""},
          {"places: {P: {contains: [{is: DE, from: 2020, until: 2019}]}}", "bad_range", 1, 25, ""},
          {"ports: {acme: {}}", "bad_id", 1, 9, ""},
          {"ports: {s/d: {}}\nsystems: {s: {}}", "dangling_reference", 1, 11, ""},
          {"ports: {t/acme: {}}", "dangling_reference", 1, 9, ""},
          {"ports: {s/acmee: {}}\nsystems: {s: {}}", "dangling_reference", 1, 11, "acme"},
          {"markets: {m: {sold_in: Mars}}", "dangling_reference", 1, 24, ""},
          {"markets: {m: {sold_in: [DE, {is: FR}]}}", "wrong_type", 1, 29, ""},
          {"markets: {m: {units: -3}}", "out_of_range", 1, 22, ""},
          {"markets: {m: {units: 3 pm}}", "wrong_unit", 1, 24, ""},
          {"markets: {m: {years: 0}}", "out_of_range", 1, 22, ""},
          {"hazards: {h: {per_year: 10%}}", "missing_key", 1, 11, ""},
          {"hazards: {h: {breaks: camera}}", "missing_key", 1, 11, ""},
          {"hazards: {h: {breaks: ram, per_year: 10%}}", "bad_effect", 1, 23, ""},
          {"hazards: {h: {breaks: camera, per_year: 10%, once_per: [fender]}}", "unknown_word", 1, 57, "vendor"},
          {"services: {play: {replaced_by: {x: 30..40%}}}", "wrong_type", 1, 36, ""},
          {"services: {play: {replaced_by: {x: {cover: 30%}}}}", "unknown_key", 1, 37, "covers"},
          {"services: {play: {must: {m: source_open}}}", "unknown_key", 1, 19, ""},
      },
      preamble);
}

TEST_CASE("mistakes in what ends a port") {
  const std::string whole = preamble + "hazards:\n  whole: {breaks: camera, per_year: 10%}\n";
  check(
      {
          {"  h: {breaks: camera, survival: {1: 90%, 2: 95%}}", "bad_survival", 1, 45, ""},
          {"  h: {breaks: camera, survival: {}}", "bad_survival", 1, 33, ""},
          {"  h: {breaks: camera, survival: {1: 0%}}", "out_of_range", 1, 37, ""},
          {"  h: {breaks: camera, survival: {1: 110%}}", "out_of_range", 1, 37, ""},
          {"  h: {breaks: camera, survival: {0: 90%}}", "out_of_range", 1, 34, ""},
          {"  h: {breaks: camera, survival: {soon: 90%}}", "wrong_type", 1, 34, ""},
          {"  h: {breaks: camera, survival: {1: 90..95%}}", "wrong_type", 1, 37, ""},
          {"  h: {breaks: camera, survival: {1: 90}}", "missing_unit", 1, 37, ""},
          {"  h: {breaks: camera, survival: {1: 90%, 1.0: 80%}}", "duplicate_key", 1, 42, ""},
          {"  h: {breaks: camera, survival: 90%}", "wrong_type", 1, 33, ""},
          {"  h: {breaks: camera, survival: {1: 90%}, per_year: 10%}", "bad_hazard", 1, 33, ""},
          {"  h: {breaks: camera, survival: {1: 90%}, start: ram}", "wrong_type", 1, 50, ""},
          {"  h: {breaks: camera, survival: {1: 90%}, start: releasd}", "undeclared_name", 1, 50, "released"},
          {"  h: {breaks: camera, per_year: 10%, share: 50%}", "bad_hazard", 1, 45, ""},
          {"  h: {breaks: camera, part_of: whole}", "missing_key", 1, 3, ""},
          {"  h: {breaks: camera, part_of: whol, share: 50%}", "dangling_reference", 1, 32, "whole"},
          {"  h: {breaks: camera, part_of: whole, share: 0%}", "out_of_range", 1, 46, ""},
          {"  h: {breaks: camera, part_of: whole, share: 100%, per_year: 10%}", "bad_hazard", 1, 62, ""},
          {"  h: {breaks: camera, part_of: whole, share: 100%, start: released}", "bad_hazard", 1, 59, ""},
          {"  h: {breaks: camera, part_of: h, share: 100%}", "loop", 1, 3, ""},
          {"  h: {part_of: whole, share: 100%}", "missing_key", 1, 3, ""},
          {"  h: {breaks: camera, part_of: g, share: 100%}\n  g: {part_of: h, share: 100%}", "loop", 2, 3, ""},
      },
      whole);
  const read_result scaled = read_mistaken(whole + "  h: {breaks: camera, part_of: whole, share: 90%}\n");
  REQUIRE(scaled.remarks.size() == 1);
  CHECK(scaled.remarks[0].level == severity::note);
  CHECK(scaled.remarks[0].code == "scaled_shares");
  CHECK(scaled.remarks[0].where.line == 9);
}

TEST_CASE("mistakes in requirements and conditions") {
  check(
      {
          {must_be("ram >= 2"), "missing_unit", 1, 32, ""},
          {must_be("ram >= 2 GHz"), "wrong_unit", 1, 34, ""},
          {must_be("rem >= 2 GiB"), "undeclared_name", 1, 25, "ram"},
          {must_be("os.rem >= 2 GiB"), "undeclared_name", 1, 28, "ram"},
          {must_be("vender.ram >= 2 GiB"), "undeclared_name", 1, 25, "vendor"},
          {must_be("vendor.r!m"), "bad_condition", 1, 33, ""},
          {must_be("vendor.r.m"), "bad_condition", 1, 32, ""},
          {must_be("ram => 2 GiB"), "bad_condition", 1, 29, ""},
          {must_be("ram =="), "bad_condition", 1, 29, ""},
          {must_be("ram >="), "bad_condition", 1, 25, ""},
          {must_be("'>= 2 GiB'"), "bad_condition", 1, 26, ""},
          {must_be("''"), "bad_condition", 1, 26, ""},
          {must_be("ram"), "wrong_type", 1, 25, ""},
          {must_be("owner"), "wrong_type", 1, 25, ""},
          {must_be("ram >= 2..3 GiB"), "wrong_type", 1, 32, ""},
          {must_be("ram includes 2 GiB"), "wrong_type", 1, 29, ""},
          {must_be("source_open and ram >= 2 GiB"), "bad_condition", 1, 25, ""},
          {must_be("not source_open"), "bad_condition", 1, 25, ""},
          {must_be("source_open >= yes"), "wrong_type", 1, 37, ""},
          {must_be("source_open = 70%"), "wrong_type", 1, 39, ""},
          {must_be("camera >= foto"), "wrong_type", 1, 35, "photo"},
          {must_be("owner > me"), "wrong_type", 1, 31, ""},
          {must_be("form = fone"), "wrong_type", 1, 32, "phone"},
          {must_be("bands = b1"), "wrong_type", 1, 31, ""},
          {must_be("released = 2024-03"), "bad_date", 1, 36, ""},
          {must_be("released >= someday"), "undeclared_name", 1, 37, ""},
          {must_be("released >= 2024-99"), "bad_date", 1, 37, ""},
          {must_be("kernel >= 1.2.3.4"), "wrong_type", 1, 35, ""},
          {must_be("age(ram) <= 3 years"), "wrong_type", 1, 29, ""},
          {must_be("age(released)"), "bad_condition", 1, 25, ""},
          {must_be("age(released) <= 3"), "missing_unit", 1, 42, ""},
          {must_be("age(released) <= 3 GiB"), "wrong_unit", 1, 44, ""},
          {must_be("age(releasd) <= 3 years"), "undeclared_name", 1, 29, "released"},
          {must_be("service store"), "undeclared_name", 1, 33, ""},
          {must_be("vendor = acmee"), "dangling_reference", 1, 34, "acme"},
          {must_be("vendor >= acme"), "bad_condition", 1, 32, ""},
          {must_be("vendor"), "bad_condition", 1, 25, ""},
          {must_be("vendor.home = Russia"), "dangling_reference", 1, 39, ""},
          {must_be("world"), "bad_condition", 1, 25, ""},
          {must_be("ram >= weight"), "wrong_unit", 1, 32, ""},
          {must_be("ram >= price"), "wrong_type", 1, 32, ""},
          {must_be("price <= market.limit"), "undeclared_name", 1, 41, ""},
          {must_be("[source_open, camera]"), "bad_condition", 1, 25, ""},
          {must_be("{any_of: source_open}"), "wrong_type", 1, 34, ""},
          {must_be("{any_of: []}"), "bad_condition", 1, 34, ""},
          {must_be("{any_of: [[source_open]]}"), "bad_condition", 1, 35, ""},
          {must_be("{any: [source_open]}"), "unknown_key", 1, 26, ""},
          {must_be("{anyof: [source_open]}"), "unknown_key", 1, 26, "any_of"},
          {must_be("{all_of: [source_open], any_of: [source_open]}"), "bad_condition", 1, 25, ""},
          {must_be("{at_least: 3, of: [source_open, source_open]}"), "wrong_type", 1, 36, ""},
          {must_be("{at_least: 0, of: [source_open]}"), "wrong_type", 1, 36, ""},
          {must_be("{at_least: 1}"), "missing_key", 1, 25, ""},
          {must_be("{need: source_open, weight: 3}"), "unknown_key", 1, 45, ""},
          {must_be("{when: source_open}"), "missing_key", 1, 25, ""},
          {must_be("{need: source_open, waiver: {until: 2024}}"), "missing_key", 1, 53, ""},
          {must_be("{need: source_open, waiver: {by: nobody}}"), "unknown_word", 1, 58, ""},
          {"systems: {s: {must: {m 1: source_open}}}", "bad_id", 1, 22, ""},
          {"systems: {s: {should: {m: {need: source_open, weight: 0}}}}", "out_of_range", 1, 55, ""},
          {"systems: {s: {should: {m: {need: source_open, weight: 1 pm}}}}", "wrong_unit", 1, 57, ""},
      },
      preamble);
}

TEST_CASE("mistakes in remedies") {
  check(
      {
          {remedy_with("makes: source_opn"), "undeclared_name", 1, 23, "source_open"},
          {remedy_with("makes: ram <= 3 GiB"), "bad_effect", 1, 23, ""},
          {remedy_with("makes: source_open = no"), "bad_effect", 1, 23, ""},
          {remedy_with("makes: vendor = acme"), "bad_effect", 1, 23, ""},
          {remedy_with("makes: {a: b}"), "wrong_type", 1, 23, ""},
          {remedy_with("sets: {ram: 2..3 GiB}"), "wrong_type", 1, 28, ""},
          {remedy_with("sets: {rum: 2 GiB}"), "undeclared_name", 1, 23, "ram"},
          {remedy_with("sets: {ram: unknown}"), "wrong_type", 1, 28, ""},
          {remedy_with("adds: {price: 1..2 USD}"), "wrong_type", 1, 30, ""},
          {remedy_with("adds: {camera: photo}"), "bad_effect", 1, 23, ""},
          {remedy_with("makes: source_open, breaks: ram"), "bad_effect", 1, 44, ""},
          {remedy_with("makes: source_open, needs: rum >= 2 GiB"), "undeclared_name", 1, 43, "ram"},
          {remedy_with("makes: source_open, need: ram >= 2 GiB"), "unknown_key", 1, 36, "needs"},
          {remedy_with("makes: source_open, ram: 2 GiB"), "unknown_key", 1, 36, ""},
          {remedy_with("makes: source_open, once_per: [devise]"), "unknown_word", 1, 47, "device"},
          {remedy_with("makes: source_open, by: vender"), "unknown_word", 1, 40, "vendor"},
          {remedy_with("makes: source_open, paid_by: community"), "unknown_word", 1, 45, ""},
          {remedy_with("makes: source_open, effort: 3"), "missing_unit", 1, 44, ""},
          {remedy_with("makes: source_open, effort: 3 months"), "wrong_unit", 1, 46, ""},
          {remedy_with("makes: source_open, effort: -3 pm"), "out_of_range", 1, 44, ""},
          {remedy_with("makes: source_open, time: 3 pm"), "wrong_unit", 1, 44, ""},
          {remedy_with("makes: source_open, money: 5 pm"), "wrong_unit", 1, 45, ""},
          {remedy_with("makes: source_open, works: 120%"), "out_of_range", 1, 43, ""},
          {remedy_with("makes: source_open, works: 0.8"), "missing_unit", 1, 43, ""},
          {remedy_with("makes: source_open, effort: [{when: camera, is: 3 pm}, {is: 4 pm}]"), "wrong_type", 1, 52, ""},
          {remedy_with("makes: source_open, effort: [{when: source_open, is: 3 pm}]"), "missing_key", 1, 45, ""},
          {remedy_with("makes: source_open, effort: [{is: 3 pm}, {is: 4 pm}]"), "unreachable", 1, 45, ""},
          {remedy_with("makes: source_open, effort: [3 pm]"), "missing_key", 1, 45, ""},
          {remedy_with("makes: source_open, after: s"), "dangling_reference", 1, 43, ""},
          {remedy_with("makes: source_open, excludes: [r]"), "loop", 1, 12, ""},
          {remedy_with("makes: source_open, after: [r]"), "loop", 1, 12, ""},
          {remedy_with("makes: source_open, pays: {os: 1 USD}"), "unknown_key", 1, 43, ""},
      },
      preamble);
}

TEST_CASE("mistakes in agreements and rules") {
  const auto forbid = [](const std::string& clause) { return "agreements: {a: {forbids: {f: " + clause + "}}}"; };
  check(
      {
          {"agreements: {a: {grants: [play]}}", "dangling_reference", 1, 27, ""},
          {"agreements: {a: {grants: {services: [], on: camera}}}", "wrong_type", 1, 45, ""},
          {"agreements: {a: {obliges: {m: camera}}}", "wrong_type", 1, 31, ""},
          {"agreements: {a: {exclusive: {in: DE}}}", "missing_key", 1, 29, ""},
          {"agreements: {a: {exclusive: [play]}}", "wrong_type", 1, 30, ""},
          {forbid("source_open"), "wrong_type", 1, 31, ""},
          {forbid("{accept: ask}"), "missing_key", 1, 28, ""},
          {forbid("{act: source_open, accept: asks}"), "unknown_word", 1, 58, "ask"},
          {forbid("{act: source_open, forfeits: grants}"), "unknown_word", 1, 60, ""},
          {forbid("{act: source_open, across: vendors}"), "unknown_word", 1, 58, "vendor"},
          {forbid("{act: source_open, enforced: 2}"), "missing_unit", 1, 60, ""},
          {forbid("{act: source_open, exposure: {of: ram}}"), "wrong_type", 1, 65, ""},
          {forbid("{act: source_open, exposure: {of: price, share: tier}}"), "wrong_type", 1, 79, ""},
          {forbid("{act: source_open, exposure: {share: share}}"), "missing_key", 1, 60, ""},
          {forbid("{act: source_open, except: {sold_in: Mars}}"), "dangling_reference", 1, 68, ""},
          {forbid("{act: source_open, except: [{form: 2020}]}"), "unknown_key", 1, 60, "from"},
          {forbid("{act: source_open, except: [{from: 2020, until: 2019}]}"), "bad_range", 1, 59, ""},
          {"rules: {r: {sold_in: DE, from: never}}", "bad_date", 1, 32, ""},
          {"rules: {r: {withdraws: play}}", "dangling_reference", 1, 24, ""},
          {"rules: {r: {requires: {m: ram}}}", "wrong_type", 1, 27, ""},
          {"rules: {r: {when: ram}}", "wrong_type", 1, 19, ""},
          {"rules: {r: {from: 2024, until: 2023}}", "bad_range", 1, 9, ""},
      },
      preamble);
}

TEST_CASE("all mistakes of a run are told, by line and column") {
  const read_result result = read_mistaken(
      preamble + "devices:\n  d: {vendor: acne, platform: chip, ram: 4}\nmarkets: {m: {sold_in: Mars}}\n" +
      must_be("rum >= 2 GiB") + '\n');
  REQUIRE(result.remarks.size() == 4);
  std::vector<int> lines;
  for (const diagnostic& remark : result.remarks) lines.push_back(remark.where.line);
  CHECK(lines == std::vector<int>{9, 9, 10, 11});
  CHECK(result.remarks[0].code == "dangling_reference");
  CHECK(result.remarks[1].code == "missing_unit");
}

TEST_CASE("a maker no catalog lists may be named in a condition, with a warning") {
  const read_result result = read_mistaken(preamble + must_be("vendor = somebody_else") + '\n');
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks[0].level == severity::warning);
  CHECK(result.remarks[0].code == "dangling_reference");
}

TEST_CASE("a remedy without an effect is doubtful") {
  const read_result result = read_mistaken(preamble + remedy_with("effort: 3 pm") + '\n');
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks[0].level == severity::warning);
  CHECK(result.remarks[0].code == "no_effect");
}
