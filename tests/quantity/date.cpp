#include <portfit/quantity/date.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using portfit::date;
using portfit::months_before;
using portfit::read_date;
using portfit::to_text;

namespace {

date day(const char* text) {
  const auto days = read_date(text);
  REQUIRE(days.has_value());
  REQUIRE(days->low == days->high);
  return days->low;
}

}  // namespace

TEST_CASE("a full date is one day") {
  CHECK(day("1970-01-01").days() == 0);
  CHECK(day("1970-01-02").days() == 1);
  CHECK(day("1969-12-31").days() == -1);
  CHECK(day("2000-03-01").days() == 11017);
  CHECK(day("2024-4-1") == day("2024-04-01"));
  CHECK(day("2024-02-29") < day("2024-03-01"));
  CHECK(date::from_days(11017) == day("2000-03-01"));
}

TEST_CASE("a partial date is the range of its days") {
  CHECK(read_date("2023-02")->low == day("2023-02-01"));
  CHECK(read_date("2023-02")->high == day("2023-02-28"));
  CHECK(read_date("2024-02")->high == day("2024-02-29"));
  CHECK(read_date("2024")->low == day("2024-01-01"));
  CHECK(read_date("2024")->high == day("2024-12-31"));
}

TEST_CASE("what is no date") {
  for (const char* text :
       {"",           "24",         "1899",       "3000",       "2024-",       "2024-0",        "2024-13",
        "2024-02-30", "2023-02-29", "2024-01-00", "2024-01-32", "2024-01-01-", "2024-01-01-01", "-2024",
        "+2024",      " 2024",      "2024 ",      "2024/01/01", "01.02.2024",  "2024-1a",       "99999999999999999999",
        "2024--1"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(read_date(text).has_value());
  }
}

TEST_CASE("text is padded and reads back") {
  CHECK(to_text(day("2024-4-1")) == "2024-04-01");
  for (std::int64_t days = -20000; days < 30000; days += 97) {
    const date value = date::from_days(days);
    CHECK(day(to_text(value).c_str()) == value);
  }
}

TEST_CASE("months before: a day the month lacks becomes its last") {
  CHECK(months_before(day("2024-04-15"), 1) == day("2024-03-15"));
  CHECK(months_before(day("2024-03-31"), 1) == day("2024-02-29"));
  CHECK(months_before(day("2023-03-31"), 1) == day("2023-02-28"));
  CHECK(months_before(day("2024-02-29"), 12) == day("2023-02-28"));
  CHECK(months_before(day("2024-01-31"), 1) == day("2023-12-31"));
  CHECK(months_before(day("2024-01-10"), 25) == day("2021-12-10"));
  CHECK(months_before(day("2024-01-10"), 0) == day("2024-01-10"));
  CHECK(months_before(day("2023-12-31"), -2) == day("2024-02-29"));
}
