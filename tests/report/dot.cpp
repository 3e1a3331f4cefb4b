#include <portfit/report/dot.hpp>

#include <portfit/analysis/explain.hpp>
#include <portfit/catalog/builder.hpp>
#include <portfit/resolve/build_graph.hpp>
#include <portfit/resolve/make_lane.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

portfit::catalog sample() {
  portfit::catalog_builder told;
  told.as_of("2024-04-01").fact("kernel_source", "yes/no").fact("idle", "yes/no").fact("colour", "word");
  told.vendor("acme");
  told.device("brick").vendor("acme").platform("unknown").set("kernel_source", "no").set("colour", "a \"b\" \\c");
  told.system("lark").must("boots", "kernel_source").should("blue", "colour = blue");
  told.remedy("buy_source").makes("kernel_source");
  told.remedy("elsewhere").makes("idle");
  return told.build().catalog;
}

std::string drawn(bool with_device) {
  const portfit::catalog world = sample();
  const portfit::constraint_graph graph = portfit::build_graph(world, world.systems.at("lark"), portfit::any_market());
  const portfit::pairing_entities who{&world.systems.at("lark"), &portfit::any_market(), &world.devices.at("brick")};
  const portfit::lane device = portfit::make_lane(world, graph, who);
  std::ostringstream out;
  portfit::write_dot(out, graph, with_device ? &device : nullptr);
  return out.str();
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what the goal depends on is drawn, and nothing else") {
  const std::string text = drawn(false);
  CHECK(text.starts_with("digraph portfit {\n"));
  CHECK(text.ends_with("}\n"));
  CHECK(has(text, "[label=\"lark in any\", shape=doubleoctagon"));
  CHECK(has(text, "\"lark: boots\""));
  CHECK(has(text, "\"buy_source\""));
  CHECK_FALSE(has(text, "elsewhere"));
}

TEST_CASE("with a device facts have values and colours, and text is escaped") {
  const std::string text = drawn(true);
  CHECK(has(text, "\"brick: kernel_source\\nno\", shape=box, style=\"rounded,filled\", fillcolor=\"#d5e8d4\""));
  CHECK(has(text, "brick: colour\\na \\\"b\\\" \\\\c"));
}

TEST_CASE("shoulds are dashed") { CHECK(has(drawn(false), "[style=dashed]")); }

TEST_CASE("a conflict is drawn alone, its reasons with a thick edge") {
  const portfit::catalog world = sample();
  const portfit::constraint_graph graph = portfit::build_graph(world, world.systems.at("lark"), portfit::any_market());
  const portfit::pairing_entities who{&world.systems.at("lark"), &portfit::any_market(), &world.devices.at("brick")};
  const portfit::lane device = portfit::make_lane(world, graph, who);
  portfit::query asked;
  asked.without = {"buy_source"};
  portfit::explain_options options;
  options.assess.asked = asked;
  const portfit::explanation why = portfit::explain(world, *who.os, *who.device, portfit::any_market(), options);
  REQUIRE(why.conflicts.size() == 1);
  std::ostringstream out;
  portfit::write_dot(out, graph, &device, {}, why.conflicts.front());
  CHECK(has(out.str(), "\"lark: boots\", shape=box, style=bold, color=\"#c62828\", penwidth=2.5"));
  CHECK(has(out.str(), "brick: kernel_source"));
  CHECK(has(out.str(), "lark in any"));
  CHECK_FALSE(has(out.str(), "colour"));
  CHECK_FALSE(has(out.str(), "buy_source"));
}
