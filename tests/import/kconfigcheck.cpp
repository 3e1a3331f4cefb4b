#include <portfit/import/kconfigcheck.hpp>

#include "support/text_of_file.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using portfit::kernel_check_list_reading;
using portfit::read_kconfigcheck;

std::string list_codes(const kernel_check_list_reading& read) {
  std::string text;
  for (const auto& each : read.remarks) text += (text.empty() ? "" : " ") + each.code;
  return text;
}

TEST_CASE("sections, aliases and types of a list") {
  const auto read = read_kconfigcheck(portfit_test::text_of_file("tests/data/vintf/options.toml"), "o.toml");
  CHECK(list_codes(read).empty());
  CHECK(read.list.sections.size() == 3);
  CHECK(read.list.categories("all") == std::vector<std::string>{"default", "lamps"});
  const auto unmet = [&](const char* release, const char* architecture) {
    std::string names;
    const auto unmet_here = *find_unmet_options(read.list, "all", release, architecture, {});
    for (const auto& each : unmet_here) names += each.option->name + ' ';
    return names;
  };
  CHECK(unmet("4.14.180", "aarch64") == "BELLS LAMPS ");
  CHECK(unmet("4.14.180", "armv7") == "LAMPS ");
  CHECK(unmet("4.15-rc1", "armv7") == "CLOCKS LAMPS ");
  const auto found = *find_unmet_options(read.list, "default", "5.4", "armv7", {});
  CHECK(found.front().option->where.line == 5);
}

TEST_CASE("what is no such list is told with its place") {
  CHECK(list_codes(read_kconfigcheck("a = \"y\"", "o")) == "wrong_type");
  CHECK(list_codes(read_kconfigcheck("[a]", "o")) == "unknown_key");
  CHECK(list_codes(read_kconfigcheck("[aliases]\nall = [\"category:none\"]", "o")) == "unknown_category");
  CHECK(list_codes(read_kconfigcheck("[aliases]\nall = \"category:none\"", "o")) == "wrong_type");
  CHECK(list_codes(read_kconfigcheck("[\"category:a\"]\nb = \"y\"", "o")) == "wrong_type");
  CHECK(list_codes(read_kconfigcheck("[\"category:a\".\"6.1\".\"all\"]\nb = \"y\"", "o")) == "bad_release");
  CHECK(list_codes(read_kconfigcheck("[\"category:a\".\">=6.1\"]\nall = \"y\"", "o")) == "wrong_type");
  CHECK(list_codes(read_kconfigcheck("[aliases]\n[aliases]", "o")) == "bad_toml");
  CHECK(list_codes(read_kconfigcheck("\xff", "o")) == "binary_file");
  CHECK(list_codes(read_kconfigcheck(std::string("a\v"), "o")) == "binary_file");
  CHECK(list_codes(read_kconfigcheck(std::string(2000000, '#'), "o")) == "too_large");
}

TEST_CASE("of TOML only what lists need is read") {
  CHECK(list_codes(read_kconfigcheck("", "o")).empty());
  CHECK(list_codes(read_kconfigcheck("# \xC3\xA4\r\n[ aliases ] # x\r\n  'all' = [ # y\n\t'category:b' "
                                     ",\n]\n[\"category:b\" . \">=1\" . all]\nA='y'#",
                                     "o"))
            .empty());
  for (const char* const text : {"a",
                                 "a =",
                                 "a = 1",
                                 "a = \"x",
                                 "a = \"\"\"x\"\"\"",
                                 "a = \"\\n\"",
                                 "a = [1]",
                                 "a = ['x' 'y']",
                                 "a = [,]",
                                 "a = ['x'",
                                 "[([",
                                 "[",
                                 "[]",
                                 "[[a]]",
                                 "[a",
                                 "[a] b",
                                 "[a.]",
                                 "x = 'y' z",
                                 "\xC2\xA0[(",
                                 "a.b = 'c'"}) {
    CAPTURE(text);
    CHECK(list_codes(read_kconfigcheck(text, "o")) == "bad_toml");
  }
  const auto place = read_kconfigcheck("x = 'y'\n\na = [ (", "o").remarks.front().where;
  CHECK(place.line == 3);
  CHECK(place.column == 7);
  CHECK(list_codes(read_kconfigcheck("a = " + std::string(100000, '['), "o")) == "bad_toml");
}

}  // namespace
