#include <portfit/catalog/detail/utf8.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace portfit::detail;

TEST_CASE("what is UTF-8 and what is not") {
  CHECK(find_invalid_utf8("") == std::string_view::npos);
  CHECK(find_invalid_utf8("plain") == std::string_view::npos);
  CHECK(find_invalid_utf8("\xD0\xB6 \xE2\x82\xAC \xF0\x9F\x93\xB1") == std::string_view::npos);
  CHECK(find_invalid_utf8("a\x80") == 1);             // a continuation alone
  CHECK(find_invalid_utf8("ab\xC3") == 2);            // cut short
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(find_invalid_utf8("\xE0\x80\xAF") == 0);      // overlong
  CHECK(find_invalid_utf8("\xED\xA0\x80") == 0);      // a surrogate
  CHECK(find_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond Unicode
  CHECK(find_invalid_utf8("\xF0\x80\x80\x80") == 0);  // overlong
  CHECK(find_invalid_utf8("x\xFF") == 1);
}

TEST_CASE("control characters other than tab and line ends") {
  CHECK(find_control_character("a\tb\r\n") == std::string_view::npos);
  CHECK(find_control_character(std::string_view("ab\0", 3)) == 2);
  CHECK(find_control_character("\x1B[0m") == 0);
  CHECK(find_control_character("\x7F") == 0);
}

TEST_CASE("lines and columns count from 1, columns in characters") {
  const std::string_view text = "ab\n\xD0\xB6\xD0\xB7z\n";
  CHECK(line_and_column(text, 0) == std::pair(1, 1));
  CHECK(line_and_column(text, 1) == std::pair(1, 2));
  CHECK(line_and_column(text, 3) == std::pair(2, 1));
  CHECK(line_and_column(text, 7) == std::pair(2, 3));
  CHECK(line_and_column(text, 9) == std::pair(3, 1));
}

TEST_CASE("columns may be asked in any order") {
  const std::string_view text = "\xD0\xB6\xD0\xB7z\nplain\n\xD0\xB6x";
  column_counter counter(text);
  CHECK(counter.characters(0, 4) == 2);
  CHECK(counter.characters(0, 5) == 3);
  CHECK(counter.characters(2, 2) == 1);
  CHECK(counter.characters(1, 3) == 3);
  CHECK(counter.characters(0, 2) == 1);
  CHECK(counter.characters(0, 0) == 0);
  CHECK(column_counter("plain").characters(0, 3) == 3);
}
