#include <portfit/report/yaml.hpp>

#include <portfit/import/yaml.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>

namespace {

using portfit::document;
using portfit::document_node;

std::string yaml_text(const document_node& root) {
  std::ostringstream out;
  portfit::write_yaml(out, {"", root, 0});
  return out.str();
}

bool same(const document_node& a, const document_node& b) {
  if (a.is != b.is || a.text != b.text || a.items.size() != b.items.size() || a.members.size() != b.members.size())
    return false;
  for (std::size_t index = 0; index < a.items.size(); ++index)
    if (!same(a.items[index], b.items[index])) return false;
  for (std::size_t index = 0; index < a.members.size(); ++index)
    if (a.members[index].key != b.members[index].key || !same(a.members[index].value, b.members[index].value))
      return false;
  return true;
}

void check_round_trip(const document_node& root) {
  const std::string text = yaml_text(root);
  const auto back = portfit::read_yaml(text, "back.yaml");
  INFO(text);
  for (const auto& remark : back.remarks) FAIL_CHECK(portfit::to_text(remark));
  CHECK(same(root, back.document.root));
}

std::uint64_t next_random(std::uint64_t& state) {
  state += 0x9E3779B97F4A7C15ULL;
  std::uint64_t mixed = state;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBULL;
  return mixed ^ (mixed >> 31U);
}

/// Text of letters, blanks and everything that means something to YAML.
std::string random_text(std::uint64_t& state) {
  static const std::string pieces[] = {
      "a",  "yes", " ", ":", ": ", "#",  " #", "-",  "- ",       "?",        "\"",       "'",    "\\",
      "\n", "\t",  "~", "{", "}",  "[",  "]",  ",",  "&",        "*",        "!",        "|",    ">",
      "%",  "@",   "`", "1", ".",  "..", "=",  "<<", "\xC3\xA9", "\xD0\x96", "\xC2\x85", "null", "\xE2\x80\xA8"};
  std::string text;
  for (std::uint64_t count = next_random(state) % 6; count > 0; --count)
    text += pieces[next_random(state) % std::size(pieces)];
  return text;
}

document_node random_node(std::uint64_t& state, int depth) {
  const std::uint64_t kind = next_random(state) % (depth > 3 ? 6 : 10);
  if (kind == 0) return {};
  if (kind < 6) return document_node::scalar(random_text(state));
  document_node node = kind < 8 ? document_node::list() : document_node::map();
  for (std::uint64_t count = next_random(state) % 4; count > 0; --count) {
    if (node.is_list())
      node.items.push_back(random_node(state, depth + 1));
    else
      node.at(random_text(state) + std::to_string(count)) = random_node(state, depth + 1);
  }
  return node;
}

}  // namespace

TEST_CASE("a document is written as a person would write it") {
  document_node root = document_node::map();
  root.at("portfit") = document_node::scalar("1");
  document_node& device = root.at("devices").at("x1");
  device.at("vendor") = document_node::scalar("maker");
  device.at("released") = document_node::scalar("2023-11");
  device.at("kernel") = document_node::scalar("6.10");
  device.at("registered");
  device.at("ram") = document_node::list();
  device.at("ram").items = {document_node::scalar("3 GiB"), document_node::scalar("4 GiB")};
  device.at("unlockable") = document_node::scalar("yes");
  device.at("offset") = document_node::scalar("-5");
  device.at("note") = document_node::scalar("talks: \"soon\"");
  device.at("peripherals") = document_node::list();
  document_node entry = document_node::map();
  entry.at("when") = document_node::scalar("a >= 1");
  entry.at("is") = document_node::scalar("2..4 pm");
  root.at("effort") = document_node::list();
  root.at("effort").items = {entry, document_node::scalar("x")};
  root.at("services") = document_node::map();
  CHECK(yaml_text(root) ==
        "portfit: 1\n"
        "devices:\n"
        "  x1:\n"
        "    vendor: maker\n"
        "    released: 2023-11\n"
        "    kernel: 6.10\n"
        "    registered: ~\n"
        "    ram: [3 GiB, 4 GiB]\n"
        "    unlockable: yes\n"
        "    offset: -5\n"
        "    note: \"talks: \\\"soon\\\"\"\n"
        "    peripherals: []\n"
        "effort:\n"
        "  - when: a >= 1\n"
        "    is: 2..4 pm\n"
        "  - x\n"
        "services: {}\n");
  check_round_trip(root);
}

TEST_CASE("text that YAML would read otherwise is quoted") {
  for (const char* const text : {"",
                                 "~",
                                 "null",
                                 "NULL",
                                 " a",
                                 "a ",
                                 "a: b",
                                 "a #b",
                                 "a:",
                                 "- a",
                                 "-",
                                 "?",
                                 "[a",
                                 "a, b",
                                 "{a}",
                                 "*a",
                                 "&a",
                                 "!a",
                                 "|",
                                 ">",
                                 "'a'",
                                 "\"a\"",
                                 "%a",
                                 "@a",
                                 "`a`",
                                 "a\nb",
                                 "a\tb",
                                 "\xEF\xBB\xBF"
                                 "a",
                                 "---",
                                 "...",
                                 "\xC2\x85",
                                 "<<",
                                 "\\n",
                                 "#a",
                                 "6,1\"",
                                 "what?"}) {
    CAPTURE(text);
    document_node root = document_node::map();
    root.at("key") = document_node::scalar(text);
    root.at("list") = document_node::list();
    root.at("list").items = {document_node::scalar(text), document_node::scalar("b")};
    root.at(text) = document_node::scalar("value");
    check_round_trip(root);
  }
}

TEST_CASE("text that YAML reads as it is written is not quoted") {
  for (const char* const text : {"yes", "NO", "6.10", "1e3", "2024-04-01", "a-b", "70%", "2..3 GiB", "ram >= 2 GiB",
                                 "Maker \xD0\x96", "a:b", "it's", "a#b", "16:9"}) {
    document_node root = document_node::map();
    root.at("key") = document_node::scalar(text);
    CHECK(yaml_text(root) == std::string("key: ") + text + '\n');
    check_round_trip(root);
  }
}

TEST_CASE("a long list goes on in the next line") {
  document_node root = document_node::map();
  root.at("words") = document_node::list();
  for (int number = 0; number < 60; ++number)
    root.at("words").items.push_back(document_node::scalar("word" + std::to_string(number)));
  std::istringstream lines(yaml_text(root));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(line.size() <= 120);
  CHECK(count > 3);
  check_round_trip(root);
}

TEST_CASE("any tree reads back as itself") {
  std::uint64_t state = 7;
  for (int round = 0; round < 2000; ++round) {
    document_node root = document_node::map();
    root.at("a") = random_node(state, 0);
    root.at("b") = random_node(state, 0);
    check_round_trip(root);
  }
}
