#include "fault_tree/open_psa.hpp"

#include <doctest/doctest.h>

#include "support/random.hpp"
#include "support/text_of_file.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

using portfit_benchmark::fault_tree;
using portfit_benchmark::fault_tree_reading;
using portfit_benchmark::read_open_psa;

namespace {

fault_tree tree_of_file(const std::string& name) {
  const std::string path = "tests/data/fault_tree/" + name;
  fault_tree_reading reading = read_open_psa(portfit_test::text_of_file(path), path);
  REQUIRE(reading.remarks.empty());
  REQUIRE(reading.tree.has_value());
  return std::move(*reading.tree);
}

/// The first remark on a model, as text.
std::string told(const std::string& text, const std::string& top = {}) {
  const fault_tree_reading reading = read_open_psa(text, "m.xml", top);
  CHECK_FALSE(reading.tree.has_value());
  return reading.remarks.empty() ? "nothing" : to_text(reading.remarks.front());
}

/// A model of one tree with these definitions, all in one line.
std::string model(const std::string& definitions) {
  return "<opsa-mef><define-fault-tree name='t'>" + definitions + "</define-fault-tree></opsa-mef>";
}

const std::string basic_a = "<define-basic-event name='a'><float value='0.5'/></define-basic-event>";

/// Random text of a formula, and what it means, written without the reader.
struct worded {
  std::string text;
  std::function<bool(const std::map<std::string, bool>&)> holds;
};

using assignment = std::map<std::string, bool>;

worded make_worded(portfit_test::random_source& random, const std::vector<worded>& known, int depth) {
  if (depth == 0 || random.chance(0.3)) return random.pick(known);
  static const std::vector<std::string> words{"and", "or",      "not",         "nand", "nor",
                                              "xor", "atleast", "cardinality", "iff",  "imply"};
  const std::string word = random.pick(words);
  const bool two = word == "xor" || word == "iff" || word == "imply";
  const std::size_t count = word == "not" ? 1 : two ? 2 : 1 + random.below(4);
  std::vector<worded> parts;
  std::string inside;
  for (std::size_t i = 0; i < count; ++i) {
    parts.push_back(make_worded(random, known, depth - 1));
    inside += parts.back().text;
  }
  const std::size_t least = random.below(count + 1);
  const std::size_t most = least + random.below(count - least + 1);
  std::string limits;
  if (word == "atleast" || word == "cardinality") limits += " min='" + std::to_string(least) + "'";
  if (word == "cardinality") limits += " max='" + std::to_string(most) + "'";
  worded made;
  made.text = "<" + word + limits + ">" + inside + "</" + word + ">";
  made.holds = [=](const assignment& values) {
    std::size_t held = 0;
    for (const worded& each : parts) held += each.holds(values) ? 1 : 0;
    if (word == "and") return held == count;
    if (word == "or") return held > 0;
    if (word == "not" || word == "nor") return held == 0;
    if (word == "nand") return held < count;
    if (word == "xor") return held == 1;
    if (word == "iff") return held != 1;
    if (word == "imply") return !parts[0].holds(values) || parts[1].holds(values);
    return held >= least && (word == "atleast" || held <= most);
  };
  return made;
}

}  // namespace

TEST_CASE("open_psa: a small tree with shared power") {
  const fault_tree tree = tree_of_file("two_trains.xml");
  CHECK(tree.name == "two_trains");
  CHECK(tree.top_name == "no_water");
  CHECK(tree.gates == 3);
  REQUIRE(tree.chances == std::vector<double>{0.1, 0.5, 0.5, 0.25, 0});
  CHECK(tree.terms.label(0) == "power");
  CHECK(tree.terms.label(4) == "valve_two");
  CHECK(tree.terms.evaluate(tree.top, {true, false, false, false, false}));
  CHECK(tree.terms.evaluate(tree.top, {false, true, false, false, true}));
  CHECK_FALSE(tree.terms.evaluate(tree.top, {false, true, true, false, false}));
}

TEST_CASE("open_psa: every connective, and names within components") {
  const fault_tree tree = tree_of_file("every_connective.xml");
  // The component's own a comes as a fifth event.
  REQUIRE(tree.chances == std::vector<double>{0.1, 0.2, 0.75, 0.3, 0});
  for (unsigned mask = 0; mask < 32; ++mask) {
    const auto bit = [&](unsigned place) { return ((mask >> place) & 1U) != 0; };
    const bool a = bit(0), b = bit(1), inner_a = bit(2), c = bit(3), d = bit(4);
    const int inner = int(inner_a) + int(c) + int(d);
    const int most = int(!a || b) + int(b == c) + int(!c && !d);
    const bool expected = ((a != b) || (inner >= 1 && inner <= 2)) && most >= 2;
    CHECK(tree.terms.evaluate(tree.top, {a, b, inner_a, c, d}) == expected);
  }
}

TEST_CASE("open_psa: random models mean what they say") {
  portfit_test::random_source random(7);
  const std::vector<std::string> names{"a", "b", "c", "d", "e"};
  for (int round = 0; round < 200; ++round) {
    std::vector<worded> known;
    std::string definitions;
    for (const std::string& name : names) {
      known.push_back(
          {"<basic-event name='" + name + "'/>", [name](const assignment& values) { return values.at(name); }});
      definitions += "<define-basic-event name='" + name + "'><float value='0.5'/></define-basic-event>";
    }
    known.push_back({"<constant value='true'/>", [](const assignment&) { return true; }});
    worded top;
    for (int gate = 0; gate < 4; ++gate) {
      top = make_worded(random, known, 3);
      // Each later definition stands before the earlier ones, as it may in a file.
      definitions = "<define-gate name='g" + std::to_string(gate) + "'>" + top.text + "</define-gate>" + definitions;
      known.push_back({"<gate name='g" + std::to_string(gate) + "'/>", top.holds});
    }
    const fault_tree_reading reading = read_open_psa(model(definitions), "m.xml", "g3");
    REQUIRE(reading.tree.has_value());
    for (unsigned mask = 0; mask < 32; ++mask) {
      assignment values;
      for (std::size_t i = 0; i < names.size(); ++i) values[names[i]] = ((mask >> i) & 1U) != 0;
      std::vector<bool> by_variable;
      for (portfit::variable each = 0; each < reading.tree->terms.variable_count(); ++each)
        by_variable.push_back(values.at(reading.tree->terms.label(each)));
      REQUIRE(reading.tree->terms.evaluate(reading.tree->top, by_variable) == top.holds(values));
    }
  }
}

TEST_CASE("open_psa: mistakes are told with their places") {
  CHECK(told("<opsa-mef>\n  <what/>\n</opsa-mef>").starts_with("m.xml:2:4: error[unknown_element]"));
  CHECK(told("<opsa-mef>\n<a></opsa-mef>").starts_with("m.xml:2:"));
  CHECK(told("").starts_with("m.xml:1:1: error[bad_xml]"));
  CHECK(told("<x/>").find("wrong_root") != std::string::npos);
  const auto code = [](const std::string& definitions, const std::string& expected) {
    CHECK_MESSAGE(told(model(definitions)).find('[' + expected + ']') != std::string::npos, told(model(definitions)));
  };
  code(basic_a + basic_a, "defined_twice");
  code("<define-basic-event name='a'/>", "missing_probability");
  code("<define-basic-event name='a'><float value='1.5'/></define-basic-event>", "bad_probability");
  code("<define-basic-event name='a'><float value='0.5x'/></define-basic-event>", "bad_probability");
  code("<define-basic-event name='a'><float value='nan'/></define-basic-event>", "bad_probability");
  code("<define-house-event name='a'/>", "bad_state");
  code("<define-gate name='g'/>", "bad_gate");
  code("<define-gate><or/></define-gate>", "missing_name");
  code("<define-gate name='g'><or/></define-gate>", "bad_operands");
  code(basic_a + "<define-gate name='g'><xor><event name='a'/></xor></define-gate>", "bad_operands");
  code(basic_a + "<define-gate name='g'><atleast><event name='a'/></atleast></define-gate>", "bad_count");
  code(basic_a + "<define-gate name='g'><atleast min='2'><event name='a'/></atleast></define-gate>", "bad_count");
  code(basic_a + "<define-gate name='g'><cardinality min='1'><event name='a'/></cardinality></define-gate>",
       "bad_count");
  code(basic_a + "<define-gate name='g'><gate name='a'/></define-gate>", "wrong_kind");
  code(basic_a + "<define-gate name='g'><sum><event name='a'/></sum></define-gate>", "unknown_element");
  code(basic_a, "no_top");
  code("<define-CCF-group name='c' model='MGL'/>" + basic_a, "unknown_element");
}

TEST_CASE("open_psa: an unknown name, with the nearest one") {
  const std::string text =
      "<define-gate name='g'><event name='pomp'/></define-gate>"
      "<define-basic-event name='pump'><float value='0'/></define-basic-event>";
  CHECK(told(model(text)).find("'pomp' is not defined; did you mean 'pump'?") != std::string::npos);
}

TEST_CASE("open_psa: a cycle is named, even apart from the top") {
  const std::string path = "tests/data/fault_tree/cycle.xml";
  const fault_tree_reading reading = read_open_psa(portfit_test::text_of_file(path), path);
  REQUIRE(reading.remarks.size() == 1);
  CHECK(to_text(reading.remarks.front()) ==
        path + ":5:6: error[cycle]: gates rest on themselves: first -> second -> first");
}

TEST_CASE("open_psa: several tops") {
  const std::string text = model(basic_a +
                                 "<define-gate name='g'><event name='a'/></define-gate><define-gate "
                                 "name='h'><not><event name='a'/></not></define-gate>");
  CHECK(told(text).find("2 gates are referred to by nobody: g, h") != std::string::npos);
  CHECK(told(text, "gh").find("there is no gate 'gh'") != std::string::npos);
  const fault_tree_reading chosen = read_open_psa(text, "m.xml", "h");
  REQUIRE(chosen.tree.has_value());
  CHECK(chosen.tree->terms.evaluate(chosen.tree->top, {false}));
}

TEST_CASE("open_psa: a stranger's file cannot ask for too much") {
  std::string deep = "<define-gate name='g'>";
  for (int i = 0; i < 100'000; ++i) deep += "<not>";
  CHECK(told(deep).find("bad_xml") != std::string::npos);
  for (int i = 0; i < 100'000; ++i) deep += "</not>";
  CHECK(told(deep + "</define-gate>").find("too_deep") != std::string::npos);
  CHECK(read_open_psa("<opsa-mef/>", "m.xml", {}, {.bytes = 5}).remarks.front().code == "too_large");
  // A long chain of gates needs no recursion.
  std::string chain = basic_a;
  for (int i = 0; i < 20'000; ++i)
    chain += "<define-gate name='g" + std::to_string(i) + "'><not><event name='" +
             (i == 0 ? "a" : "g" + std::to_string(i - 1)) + "'/></not></define-gate>";
  const fault_tree_reading reading = read_open_psa(model(chain), "m.xml");
  REQUIRE(reading.tree.has_value());
  CHECK(reading.tree->top_name == "g19999");
  CHECK(reading.tree->terms.evaluate(reading.tree->top, {true}));
}
