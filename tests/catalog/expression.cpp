#include <portfit/catalog/expression.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace portfit;

TEST_CASE("expression: a fact is another fact under another owner, and references can be keys") {
  const fact_reference bare{fact_owner::bare, "mainline"};
  const fact_reference of_platform{fact_owner::platform, "mainline"};
  CHECK(bare == fact_reference{fact_owner::bare, "mainline"});
  CHECK(bare != of_platform);
  std::map<fact_reference, int> slots{{bare, 1}, {of_platform, 2}, {{fact_owner::bare, "ram"}, 3}};
  CHECK(slots.size() == 3);
  CHECK(slots.at({fact_owner::platform, "mainline"}) == 2);
}
