#include <portfit/report/graphml.hpp>

#include <portfit/catalog/builder.hpp>
#include <portfit/resolve/build_graph.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

TEST_CASE("nodes and edges say what they are; text is escaped") {
  portfit::catalog_builder told;
  told.as_of("2024-04-01").fact("ram", "GiB").fact("kernel_source", "yes/no");
  told.system("lark").must("memory", "ram <= 2 GiB").must("boots", "kernel_source");
  told.remedy("buy").makes("kernel_source");
  const portfit::catalog world = told.build().catalog;
  std::ostringstream out;
  portfit::write_graphml(out, portfit::build_graph(world, world.systems.at("lark"), portfit::any_market()));
  const std::string text = out.str();
  CHECK(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  CHECK(text.ends_with("</graphml>\n"));
  CHECK(text.find("<data key=\"node_label\">ram &lt;= 2 GiB</data>") != std::string::npos);
  CHECK(text.find("<data key=\"node_kind\">remedy</data>") != std::string::npos);
  CHECK(text.find("<data key=\"edge_kind\">sets</data>") != std::string::npos);
  CHECK(text.find("node_state\">") == std::string::npos);
}

TEST_CASE("controls and quotes of XML") {
  CHECK(portfit::detail::xml_text("a & b <c> \"d\"\x01\n") == "a &amp; b &lt;c&gt; &quot;d&quot; &#10;");
}
