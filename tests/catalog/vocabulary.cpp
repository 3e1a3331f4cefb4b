#include <portfit/catalog/vocabulary.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("vocabulary: all but words without an order can be compared by size") {
  const auto is_ordered = [](fact_type type) {
    fact_declaration declared;
    declared.type = type;
    return declared.is_ordered();
  };
  for (const fact_type type : {fact_type::yes_no, fact_type::quantity, fact_type::money, fact_type::version,
                               fact_type::date, fact_type::ordered_words})
    CHECK(is_ordered(type));
  CHECK_FALSE(is_ordered(fact_type::word));
  CHECK_FALSE(is_ordered(fact_type::word_set));
}
