#include <portfit/vintf/sepolicy_version.hpp>

#include <doctest/doctest.h>

namespace {

using portfit::read_sepolicy_version;
using portfit::read_sepolicy_version_range;

bool supported(const char* range, const char* version) {
  return read_sepolicy_version_range(range)->supported_by(*read_sepolicy_version(version));
}

TEST_CASE("the major part is equal, the minor part at least; none is below any") {
  CHECK(supported("30.1", "30.1"));
  CHECK(supported("30.1-2", "30.5"));
  CHECK_FALSE(supported("30.1", "30.0"));
  CHECK_FALSE(supported("30.0", "31.0"));
  CHECK_FALSE(supported("30.0", "30"));
  CHECK(supported("202404", "202404"));
  CHECK(supported("202404", "202404.1"));
  CHECK_FALSE(supported("202404", "202504"));
}

TEST_CASE("versions of policies are written as they are read") {
  for (const char* const text : {"30.0", "202404"}) CHECK(to_text(*read_sepolicy_version(text)) == text);
  for (const char* const text : {"30.0", "30.0-2", "202404"})
    CHECK(to_text(*read_sepolicy_version_range(text)) == text);
  for (const char* const text : {"", "x", "30.", "30.0.1"}) CHECK_FALSE(read_sepolicy_version(text));
}

}  // namespace
