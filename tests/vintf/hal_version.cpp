#include <portfit/vintf/hal_version.hpp>

#include <doctest/doctest.h>

namespace {

using portfit::hal_version;
using portfit::hal_version_range;
using portfit::read_hal_version_range;

TEST_CASE("the upper end of a range is no bound, the lower end and the major part are") {
  const auto range = read_hal_version_range("2.1-3", false);
  REQUIRE(range);
  CHECK(range->supported_by({2, 1}));
  CHECK(range->supported_by({2, 9}));
  CHECK_FALSE(range->supported_by({2, 0}));
  CHECK_FALSE(range->supported_by({3, 1}));
  CHECK(range->contains({2, 3}));
  CHECK_FALSE(range->contains({2, 4}));
}

TEST_CASE("a version alone is a range of one") {
  CHECK(read_hal_version_range("2.1", false) == hal_version_range{2, 1, 1});
  CHECK(read_hal_version_range("3", true) == hal_version_range{hal_version::aidl_major, 3, 3});
}

TEST_CASE("AIDL versions never meet ranges of HIDL") {
  CHECK(read_hal_version_range("1-3", true)->supported_by(hal_version::aidl(4)));
  CHECK_FALSE(read_hal_version_range("1.0", false)->supported_by(hal_version::aidl(4)));
  CHECK_FALSE(read_hal_version_range("4294967295.0", false));
}

TEST_CASE("what is no version is not read") {
  for (const char* const text :
       {"", "1", "1.", ".1", "1.2.3", "a.b", "1.0 ", "-1.0", "1.0-", "1.0-1.2", "99999999999.0"})
    CHECK_FALSE(read_hal_version_range(text, false));
  for (const char* const text : {"", "1.0", "x", "1-", "-1"}) CHECK_FALSE(read_hal_version_range(text, true));
  CHECK(read_hal_version_range(" 1.0", false));  // blanks before a number, as libvintf's reader allows
}

TEST_CASE("versions are written as they are read") {
  for (const char* const text : {"2.1", "2.1-3"}) CHECK(to_text(*read_hal_version_range(text, false)) == text);
  for (const char* const text : {"2", "2-3"}) CHECK(to_text(*read_hal_version_range(text, true)) == text);
}

}  // namespace
