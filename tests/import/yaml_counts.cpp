// How `counts:` and `works: {counted: ...}` are read, and every mistake in them.
#include "import/catalog_fixture.hpp"

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include <doctest/doctest.h>

#include <span>
#include <string>
#include <vector>

namespace {

using portfit::count_key;

portfit::read_result read_counts(const std::string& text) {
  const portfit::document_result told = portfit::read_yaml(text, "f");
  REQUIRE(told.remarks.empty());
  return portfit::read_catalog(std::span(&told.document, 1));
}

/// Tells one mistake in a table after good keys, or in a remedy.
std::string mistake_in(const std::string& line) {
  const portfit::read_result result = read_counts(
      "portfit: 1\nfacts: {port: [none, kept], old: yes/no, size: GiB}\nplatforms: {q: {}}\n"
      "services: {play: {}}\nremedies: {go: {makes: old, works: " +
      (line.starts_with('!') ? line.substr(1) + "}}\n" : std::string("50%}}\n")) +
      "counts:\n  c: {of: port, yes: kept" + (line.starts_with('!') ? "}\n" : line + "}\n"));
  std::string all;
  for (const portfit::diagnostic& each : result.remarks) all += portfit::to_text(each) + "\n";
  return all;
}

bool tells(const std::string& line, const std::string& code, const std::string& words = {}) {
  const std::string all = mistake_in(line);
  CAPTURE(line);
  CHECK_MESSAGE(all.find("error[" + code + "]") != std::string::npos, all);
  CHECK_MESSAGE(all.find(words) != std::string::npos, all);
  return true;
}

}  // namespace

TEST_CASE("count tables are read with all they say") {
  const portfit::read_result result = read_counts(std::string(catalog_fixture));
  REQUIRE(result.remarks.empty());
  CHECK(result.catalog.platforms.at("chip9b").family == "chip9");
  const portfit::count_table& table = result.catalog.counts.at("radios");
  CHECK(table.of == "radio");
  CHECK(table.yes == std::set<std::string>{"data", "voice"});
  CHECK(table.among.has_value());
  CHECK(table.groups.size() == 2);
  REQUIRE(table.by.size() == 5);
  CHECK(table.by[0].size() == 2);
  CHECK(table.by[1].front().is == count_key::kind::platform);
  CHECK(table.by[2] == std::vector<count_key>{{count_key::kind::seen, ""}, {count_key::kind::group, "new"}});
  CHECK(table.by[4].front().is == count_key::kind::maker);
  CHECK(table.strength == 2.5);
  CHECK(table.elsewhere == 0.25);
  CHECK(table.evidence.size() == 2);
  REQUIRE(table.cells.size() == 2);
  CHECK(table.cells[0].in == std::map<std::string, bool>{{"new", true}, {"roomy", false}});
  CHECK(table.cells[0].is.at("none") == 3);
  CHECK(table.cells[0].source == "leaflet");
  CHECK(table.cells[1].elsewhere);
  CHECK(table.cells[1].source == "guess");
  const portfit::figure& works = result.catalog.remedies.at("hope").works;
  REQUIRE(works.size() == 2);
  CHECK(works[0].counted == "radios");
  CHECK(works[1].counted.empty());
}

TEST_CASE("mistakes in count tables are told") {
  CHECK(mistake_in(", by: [platform, [vendor]]").empty());
  tells(", by: [platfrm]", "unknown_word", "did you mean 'platform'?");
  tells(", by: platform", "wrong_type");
  tells(", groups: {seen: old}", "bad_id");
  tells(", groups: {big: service play}", "wrong_type", "devices cannot be grouped by");
  tells(", among: os.old", "wrong_type", "devices cannot be grouped by");
  tells(", groups: {big: sise >= 2 GiB}", "undeclared_name", "did you mean 'size'?");
  tells(", strength: 0", "out_of_range");
  tells(", strength: much", "wrong_type");
  tells(", elsewhere: 120%", "out_of_range");
  tells(", evidence: [olt]", "undeclared_name", "did you mean 'old'?");
  tells(", cells: [{platform: r, is: {kept: 1}}]", "dangling_reference");
  tells(", cells: [{platform: q}]", "missing_key");
  tells(", cells: [{is: {kept: 1..2}}]", "wrong_type");
  tells(", cells: [{is: {kept: -1}}]", "out_of_range");
  tells(", cells: [{is: {lost: 1}}]", "unknown_word", "none or kept");
  tells(", cells: [{old: yes, is: {kept: 1}}]", "unknown_key");
  tells(", cells: [{is: {kept: 1}, source: nobody}]", "undeclared_source");
  tells(", yess: kept", "unknown_key", "did you mean 'yes'?");
}

TEST_CASE("mistakes in what is counted, and in who asks for it") {
  const auto told = [](const std::string& table) {
    std::string all;
    for (const portfit::diagnostic& each :
         read_counts("portfit: 1\nfacts: {port: [none, kept], size: GiB}\ncounts: {c: " + table + "}\n").remarks)
      all += each.code + ' ';
    return all;
  };
  CHECK(told("{of: port, yes: [kept]}").empty());
  CHECK(told("{yes: kept}") == "missing_key ");
  CHECK(told("{of: port}") == "missing_key ");
  CHECK(told("{of: prt, yes: kept}") == "undeclared_name ");
  CHECK(told("{of: size, yes: kept}") == "wrong_type ");
  CHECK(told("{of: port, yes: gone}") == "unknown_word ");
  CHECK(mistake_in("!{counted: c}").empty());
  tells("!{counted: d}", "dangling_reference");
  tells("!{counts: c}", "wrong_type");
  tells("!{counted: c, plus: 1}", "unknown_key");
}

TEST_CASE("a platform that is its own family is told") {
  const portfit::read_result result = read_counts("portfit: 1\nplatforms: {a: {family: b}, b: {family: a}}\n");
  REQUIRE(result.remarks.size() == 1);
  CHECK(result.remarks.front().code == "loop");
}
