#include <portfit/vintf/matrix_level.hpp>

#include <portfit/vintf/android_era.hpp>

#include <doctest/doctest.h>

namespace {

using portfit::android_era;
using portfit::matrix_level;
using portfit::read_matrix_level;

TEST_CASE("levels are ordered, and none given is above all") {
  CHECK(*read_matrix_level("legacy") < *read_matrix_level("1"));
  CHECK(*read_matrix_level("8") < *read_matrix_level("202404"));
  CHECK(*read_matrix_level("202504") < matrix_level{});
  CHECK_FALSE(matrix_level{}.given());
  CHECK(to_text(matrix_level{}) == "unspecified");
  CHECK(to_text(matrix_level{0}) == "legacy");
}

TEST_CASE("what is no level is not read") {
  for (const char* const text : {"", "x", "5 ", "-1", "+1", "4294967295", "99999999999"})
    CHECK_FALSE(read_matrix_level(text));
}

TEST_CASE("which numbers are levels depends on the era") {
  CHECK_FALSE(android_era{15}.knows(matrix_level{9}));
  CHECK(android_era{14}.knows(matrix_level{9}));
  CHECK(android_era{15}.knows(matrix_level{202404}));
  CHECK_FALSE(android_era{14}.knows(matrix_level{202404}));
  CHECK_FALSE(android_era{15}.knows(matrix_level{}));
  CHECK(android_era{15}.knows(matrix_level{0}));
}

}  // namespace
