// A price, a size or a weight below zero is a slip of the pen and told; a plain number may be negative.

#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/yaml.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace portfit;

namespace {

diagnostics remarks_on(const std::string& fact, const std::string& value) {
  const document_result read =
      read_yaml("portfit: 1\nfacts: {x: " + fact + "}\nworld: {x: " + value + "}\n", "told.yaml");
  return read_catalog({&read.document, 1}).remarks;
}

}  // namespace

TEST_CASE("negative amounts of what has no less than nothing are mistakes") {
  for (const auto& [fact, value] : {std::pair{"money", "-5 USD"}, std::pair{"GiB", "-3 GiB"}, std::pair{"g", "-1..4 g"},
                                    std::pair{"pm", "-1 pm"}}) {
    CAPTURE(value);
    const diagnostics remarks = remarks_on(fact, value);
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0].code == "out_of_range");
    CHECK(remarks[0].expected == "no less than 0");
    CHECK(remarks[0].where.line == 3);
  }
}

TEST_CASE("amounts too large for a number are told as such") {
  const diagnostics remarks = remarks_on("money", "9e307 kUSD");
  REQUIRE(remarks.size() == 1);
  CHECK(remarks[0].expected == "a smaller number");
}

TEST_CASE("plain numbers and voltages may be negative, and zero is an amount") {
  CHECK(remarks_on("number", "-5").empty());
  CHECK(remarks_on("mV", "-5 mV").empty());
  CHECK(remarks_on("money", "0 USD").empty());
}
