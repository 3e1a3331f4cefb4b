#include <portfit/resolve/query.hpp>

#include <doctest/doctest.h>

TEST_CASE("a query left alone trusts guesses, hides nothing, accepts no loss and takes the catalog's day") {
  const portfit::query asked;
  CHECK_FALSE(asked.as_of);
  CHECK_FALSE(asked.known_by);
  CHECK(asked.trust == portfit::confidence::assumed);
  CHECK(asked.without.empty());
  CHECK_FALSE(asked.accept_forfeits);
}
