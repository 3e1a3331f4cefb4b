#include <portfit/catalog/unit.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

using portfit::convert;
using portfit::dimension;
using portfit::find_unit;

namespace {

double converted(double number, std::string_view from, std::string_view to) {
  return convert(number, find_unit(from).value(), find_unit(to).value()).value();
}

}  // namespace

TEST_CASE("units convert within their dimension") {
  CHECK(converted(4, "GiB", "GiB") == 4);
  CHECK(converted(4096, "MiB", "GiB") == 4);
  CHECK(converted(1, "GiB", "MiB") == 1024);
  CHECK(converted(64, "GB", "GiB") == doctest::Approx(59.6046));
  CHECK(converted(2, "years", "months") == 24);
  CHECK(converted(1461, "days", "years") == doctest::Approx(4));
  CHECK(converted(4, "weeks", "days") == doctest::Approx(28));
  CHECK(converted(48, "hours", "days") == doctest::Approx(2));
  CHECK(converted(5, "inch", "mm") == 127);
  CHECK(converted(2.4, "GHz", "MHz") == doctest::Approx(2400));
  CHECK(converted(5, "Ah", "mAh") == 5000);
  CHECK(converted(4.345, "pw", "pm") == doctest::Approx(1));
  CHECK(converted(21, "pd", "pm") == 1);
  CHECK(converted(1, "py", "pm") == 12);
}

TEST_CASE("and in no other") {
  CHECK_FALSE(convert(1, *find_unit("GiB"), *find_unit("mAh")).has_value());
  CHECK_FALSE(convert(1, *find_unit("number"), *find_unit("%")).has_value());
  CHECK_FALSE(convert(1, *find_unit("months"), *find_unit("pm")).has_value());
}

TEST_CASE("shares are the doubles nearest to their decimals") {
  const portfit::unit whole{"whole", dimension::share, 1, 1};
  for (int percent = 0; percent <= 100; ++percent)
    CHECK(convert(percent, *find_unit("%"), whole).value() == percent / 100.0);
}

TEST_CASE("case matters, and no name stands twice") {
  CHECK(find_unit("MB").has_value());
  CHECK_FALSE(find_unit("mb").has_value());
  CHECK_FALSE(find_unit("").has_value());
  std::set<std::string_view> names;
  for (const portfit::unit& known : portfit::detail::units) {
    CHECK(names.insert(known.name).second);
    CHECK(known.numerator > 0);
    CHECK(known.denominator > 0);
    CHECK_FALSE(portfit::to_text(known.measures).empty());
  }
}
