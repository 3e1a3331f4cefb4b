#include <portfit/report/table.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using portfit::display_width;
using portfit::text_table;

namespace {

std::string table_lines(const text_table& table, std::size_t width = portfit::report_width) {
  std::ostringstream out;
  portfit::write_table(out, table, 4, width);
  return out.str();
}

}  // namespace

TEST_CASE("width counts columns of a terminal, not bytes") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("Аврора") == 6);
  CHECK(display_width("手机") == 4);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(display_width("\xFF\xFE") == 2);
}

TEST_CASE("columns are aligned whatever the script") {
  text_table table;
  table.columns = {{"name", false, false}, {"score", true, false}};
  table.rows = {{{"Аврора", "1.00"}, ""}, {{"手机", "100.00"}, "a note"}, {{"x", ""}, ""}};
  CHECK(table_lines(table) ==
        "name     score\n"
        "Аврора    1.00\n"
        "手机    100.00\n"
        "    a note\n"
        "x\n");
}

TEST_CASE("a table that is too wide is cut where that is allowed") {
  text_table table;
  table.columns = {{"device", false, true}, {"score", true, false}};
  table.rows = {{{"a_very_long_name_of_a_device", "1.00"}, ""}};
  CHECK(table_lines(table, 20) ==
        "device         score\n"
        "a_very_long_…   1.00\n");
  table.columns[0].may_be_cut = false;
  CHECK(table_lines(table, 20).find("a_very_long_name_of_a_device") != std::string::npos);
}

TEST_CASE("control characters never reach the terminal") {
  text_table table;
  table.columns = {{"name", false, false}};
  table.rows = {{{"a\x1b[31m\nb"}, "x\ty"}};
  CHECK(table_lines(table) == "name\na [31m b\n    x y\n");
}

TEST_CASE("long text breaks at blanks") {
  CHECK(portfit::wrap_text("one two three four", 2, 9) == "one two\n  three\n  four");
  CHECK(portfit::wrap_text("unbreakable_word x", 2, 5) == "unbreakable_word\n  x");
  CHECK(portfit::cut_to("абвгд", 3) == "аб…");
  CHECK(portfit::cut_to("абв", 3) == "абв");
}
