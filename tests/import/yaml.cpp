#include <portfit/import/yaml.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using portfit::document_node;
using portfit::document_result;
using portfit::read_yaml;

TEST_CASE("scalars stay what was written, with their place") {
  const document_result read = read_yaml("a: 6.10\nb: NO\n\"c\": '1e3'\nd: [x,  y]\n", "in.yaml");
  REQUIRE(read.remarks.empty());
  CHECK(read.document.file == "in.yaml");
  const document_node& root = read.document.root;
  REQUIRE(root.is_map());
  REQUIRE(root.members.size() == 4);
  CHECK(root.find("a")->text == "6.10");
  CHECK(root.find("b")->text == "NO");
  CHECK(root.find("c")->text == "1e3");
  CHECK(root.members[1].line == 2);
  CHECK(root.members[1].column == 1);
  CHECK(root.find("b")->line == 2);
  CHECK(root.find("b")->column == 4);
  CHECK(root.find("c")->column == 7);  // of the text within the quotes
  REQUIRE(root.find("d")->items.size() == 2);
  CHECK(root.find("d")->items[1].line == 4);
  CHECK(root.find("d")->items[1].column == 9);
}

TEST_CASE("null is plain null, tilde or nothing; quoted text never is") {
  const document_result read = read_yaml("a:\nb: ~\nc: null\nd: \"\"\ne: 'null'\nf: none\n", "f");
  REQUIRE(read.remarks.empty());
  for (const char* key : {"a", "b", "c"}) CHECK(read.document.root.find(key)->is_null());
  for (const char* key : {"d", "e", "f"}) CHECK(read.document.root.find(key)->is_scalar());
  CHECK(read.document.root.find("d")->text.empty());
}

TEST_CASE("JSON is a subset") {
  const document_result read =
      read_yaml(R"({"portfit": "1", "list": [1, 2.50, true, null, "x\u00e9\n"], "map": {}})", "f");
  REQUIRE(read.remarks.empty());
  const document_node& list = *read.document.root.find("list");
  REQUIRE(list.items.size() == 5);
  CHECK(list.items[1].text == "2.50");
  CHECK(list.items[2].text == "true");
  CHECK(list.items[3].is_null());
  CHECK(list.items[4].text == "x\xC3\xA9\n");
  CHECK(read.document.root.find("map")->is_map());
}

TEST_CASE("columns count characters, not bytes, and a byte order mark is nothing") {
  const document_result read = read_yaml("\xEF\xBB\xBF\xD0\xB0: {\xD0\xB1\xD0\xB2: x, y: z}\n", "f");
  REQUIRE(read.remarks.empty());
  CHECK(read.document.root.members[0].column == 1);
  const document_node& inner = read.document.root.members[0].value;
  CHECK(inner.members[0].column == 5);
  CHECK(inner.members[0].value.column == 9);
  CHECK(inner.members[1].column == 12);
}

TEST_CASE("the hash names the bytes") {
  CHECK(read_yaml("a: 1", "f").document.hash == read_yaml("a: 1", "g").document.hash);
  CHECK(read_yaml("a: 1", "f").document.hash != read_yaml("a: 2", "f").document.hash);
}

TEST_CASE("what is wrong with a text is told with its place") {
  struct row {
    std::string text;
    std::string code;
    int line;
    int column;
  };
  const std::vector<row> rows = {
      {"", "empty_file", 1, 1},
      {"# only a comment\n", "empty_file", 1, 1},
      {"~\n", "empty_file", 1, 1},
      {std::string("a: b\n\0", 6), "binary_file", 2, 1},
      {"a: \x01", "binary_file", 1, 4},
      {"a: b\nb: \xFF", "binary_file", 2, 4},
      {"a: \xED\xA0\x80", "binary_file", 1, 4},
      {"\xFF\xFE"
       "a",
       "binary_file", 1, 1},
      {"a: &x 1\nb: 2\n", "alias", 1, 4},
      {"a: *x\n", "alias", 1, 4},
      {"a: !!str 1\n", "tag", 1, 4},
      {"a: !mine {b: c}\n", "tag", 1, 4},
      {"a: 1\n---\nb: 2\n", "several_documents", 2, 1},
      {"a: 1\nb: {c: 2, c: 3}\n", "duplicate_key", 2, 11},
      {"a: 1\nb: 2\na: 3\n", "duplicate_key", 3, 1},
      {"? [a]\n: b\n", "bad_yaml", 1, 3},
      {"~: b\n", "bad_yaml", 1, 1},
      {"a: [1, 2\n", "bad_yaml", 2, 1},
      {"a: b: c\n", "bad_yaml", 1, 5},
  };
  for (const row& expected : rows) {
    CAPTURE(expected.text);
    const document_result read = read_yaml(expected.text, "f");
    REQUIRE(read.remarks.size() == 1);
    CHECK(read.remarks[0].code == expected.code);
    CHECK(read.remarks[0].where == portfit::position{"f", expected.line, expected.column});
  }
}

TEST_CASE("an anchor is refused before anything is expanded") {
  std::string text = "a: &a [x, x]\n";
  for (char name = 'b'; name < 'z'; ++name)
    text += std::string(1, name) + ": &" + name + " [*" + static_cast<char>(name - 1) + ", *" +
            static_cast<char>(name - 1) + "]\n";
  const document_result read = read_yaml(text, "f");
  REQUIRE(read.remarks.size() == 1);
  CHECK(read.remarks[0].code == "alias");
  CHECK(read.document.root.is_null());
}

TEST_CASE("of a repeated key the first value stays") {
  const document_result read = read_yaml("a: 1\na: 2\nb: 3\n", "f");
  REQUIRE(read.document.root.members.size() == 2);
  CHECK(read.document.root.find("a")->text == "1");
  CHECK(read.document.root.find("b")->text == "3");
}

TEST_CASE("size and depth are bounded") {
  portfit::yaml_limits limits;
  limits.bytes = 8;
  CHECK(read_yaml("a: 12345", "f", limits).remarks.empty());
  REQUIRE(read_yaml("a: 123456", "f", limits).remarks.size() == 1);
  CHECK(read_yaml("a: 123456", "f", limits).remarks[0].code == "too_large");
  limits = {};
  limits.depth = 3;
  CHECK(read_yaml("a: [[b]]", "f", limits).remarks.empty());
  REQUIRE(read_yaml("a: [[[b]]]", "f", limits).remarks.size() == 1);
  CHECK(read_yaml("a: [[[b]]]", "f", limits).remarks[0].code == "too_deep");
  CHECK(read_yaml("a: [[[b]]]", "f", limits).remarks[0].where.column == 6);
}

TEST_CASE("no nesting overflows the stack, however deep") {
  for (const char* open : {"[", "{", "- ", "? ", "[a, ", "{a: ", "a: "}) {
    for (const char* start : {"", "x: ", "x: [y]\nz: "}) {
      std::string text = start;
      for (int level = 0; level < 100000; ++level) text += open;
      CAPTURE(std::string(open));
      CHECK(portfit::has_errors(read_yaml(text, "f").remarks));
    }
  }
  std::string steps;
  for (int level = 0; level < 1000; ++level) steps += std::string(static_cast<std::size_t>(level), ' ') + "a:\n";
  REQUIRE(read_yaml(steps, "f").remarks.size() == 1);
  CHECK(read_yaml(steps, "f").remarks[0].code == "too_deep");
}
