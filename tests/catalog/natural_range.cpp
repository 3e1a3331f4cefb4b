#include <portfit/catalog/natural_range.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace portfit;

namespace {

bounds<double> range_of(fact_type type, const std::string& unit = "") {
  fact_declaration declared;
  declared.type = type;
  declared.unit = unit;
  return natural_range(declared);
}

constexpr double infinite = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("natural range: there is no less than nothing, and no more than the whole") {
  for (const char* const unit : {"GiB", "months", "mAh", "inches", "pm", "ppi"}) {
    CAPTURE(unit);
    CHECK(range_of(fact_type::quantity, unit).low == 0);
    CHECK(range_of(fact_type::quantity, unit).high == infinite);
  }
  CHECK(range_of(fact_type::money).low == 0);
  CHECK(range_of(fact_type::money).high == infinite);
  for (const char* const unit : {"percent", "%"}) {
    CHECK(range_of(fact_type::quantity, unit).low == 0);
    CHECK(range_of(fact_type::quantity, unit).high == 1);
  }
}

TEST_CASE("natural range: numbers, voltages, dates and versions may be anything") {
  for (const char* const unit : {"", "number", "mV", "V"}) {
    CAPTURE(unit);
    CHECK(range_of(fact_type::quantity, unit).low == -infinite);
    CHECK(range_of(fact_type::quantity, unit).high == infinite);
  }
  for (const fact_type type : {fact_type::date, fact_type::version}) CHECK(range_of(type).low == -infinite);
}
