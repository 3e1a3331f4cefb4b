#include <portfit/quantity/version_number.hpp>

#include <doctest/doctest.h>

#include <string>

using portfit::read_version;
using portfit::to_text;
using portfit::version_number;

TEST_CASE("versions compare part by part") {
  CHECK(read_version("6.10")->rank() > read_version("6.9")->rank());
  CHECK(read_version("6.10")->rank() == read_version("6.10.0")->rank());
  CHECK(read_version("6")->rank() == read_version("6.0")->rank());
  CHECK(read_version("4.19.157")->rank() > read_version("4.19.99")->rank());
  CHECK(read_version("5")->rank() > read_version("4.99999.99999")->rank());
}

TEST_CASE("ranks are exact and read back") {
  for (const char* text : {"0", "6.10", "4.19.157", "99999.99999.99999", "1.0.1"}) {
    CAPTURE(std::string(text));
    const version_number value = read_version(text).value();
    const version_number back = version_number::from_rank(value.rank());
    CHECK(back.major_part == value.major_part);
    CHECK(back.minor_part == value.minor_part);
    CHECK(back.patch_part == value.patch_part);
  }
  CHECK(version_number{99999, 99999, 99999}.rank() - version_number{99999, 99999, 99998}.rank() == 1);
}

TEST_CASE("text") {
  CHECK(to_text(*read_version("6")) == "6.0");
  CHECK(to_text(*read_version("6.10")) == "6.10");
  CHECK(to_text(*read_version("6.10.0")) == "6.10");
  CHECK(to_text(*read_version("6.10.3")) == "6.10.3");
}

TEST_CASE("what is no version") {
  for (const char* text :
       {"", ".", "6.", ".6", "6..1", "1.2.3.4", "v6", "6-rc1", "100000", "6.100000", "-1", "6 .1", "6,1"}) {
    CAPTURE(std::string(text));
    CHECK_FALSE(read_version(text).has_value());
  }
}
