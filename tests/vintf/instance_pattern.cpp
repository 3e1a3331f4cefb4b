#include <portfit/vintf/instance_pattern.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

using portfit::instance_pattern;

TEST_CASE("a pattern must match the whole name") {
  const instance_pattern pattern("[a-z]+/[0-9]+");
  CHECK(pattern.matches("legacy/0"));
  CHECK_FALSE(pattern.matches("legacy/0x"));
  CHECK_FALSE(pattern.matches("-legacy/0"));
  CHECK_FALSE(pattern.matches("legacy/"));
  CHECK_FALSE(pattern.matches(""));
}

TEST_CASE("of the alternatives the longest counts, as POSIX has it") {
  CHECK(instance_pattern("a|ab").matches("ab"));
  CHECK(instance_pattern(".*").matches("anything"));
  CHECK(instance_pattern(".*").matches(""));
}

TEST_CASE("a pattern that is none matches nothing") {
  for (const char* const text : {"[a-z", "(", "*(", "a{2,1}"}) {
    CAPTURE(text);
    CHECK_FALSE(instance_pattern(text).matches(text));
  }
  CHECK_FALSE(instance_pattern("[a-z").valid());
  CHECK_FALSE(instance_pattern(std::string("a\0b", 3)).valid());
  CHECK_FALSE(instance_pattern().valid());
}

TEST_CASE("what could cost too much is refused before it is compiled") {
  CHECK(instance_pattern("(a{1,16}){1,16}").valid());
  CHECK_FALSE(instance_pattern("((a{1,200}){1,200}){1,200}").valid());
  CHECK_FALSE(instance_pattern("a{99999999}").valid());
  CHECK_FALSE(instance_pattern("(a)\\1").valid());
  CHECK(instance_pattern("a\\.b").matches("a.b"));
  CHECK_FALSE(instance_pattern(std::string(2000, 'a')).valid());
  CHECK_FALSE(instance_pattern(std::string(100, '(') + std::string(100, ')')).valid());
  CHECK_FALSE(instance_pattern(".*").matches(std::string(5000, 'a')));
}

TEST_CASE("copies match alike, and equality is that of texts") {
  const instance_pattern first("a+");
  const instance_pattern copy = first;
  CHECK(copy.matches("aaa"));
  CHECK(first == copy);
  CHECK_FALSE(first == instance_pattern("a*"));
}

}  // namespace
