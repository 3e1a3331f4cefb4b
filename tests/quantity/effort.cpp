#include <portfit/quantity/effort.hpp>

#include <doctest/doctest.h>

TEST_CASE("effort has a price per person-month") {
  CHECK(portfit::price_of(portfit::effort(3), portfit::money(6000)) == portfit::money(18000));
  CHECK(portfit::price_of(portfit::effort(0), portfit::money(6000)) == portfit::money(0));
}
