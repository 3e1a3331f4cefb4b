#include <portfit/resolve/turning_days.hpp>

#include "support/pairing_builder.hpp"
#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace portfit;
using portfit_test::day;
using portfit_test::pairing_builder;

TEST_CASE("turning days: every first and last day of what counts for a time, each once") {
  pairing_builder told;
  told.flags({"it", "act"});
  told.device("d").set("it", map_of({{"is", "yes"}, {"from", "2020-01-01"}, {"until", "2021-01-01"}}));
  told.place("EEA").contains({"DE", map_of({{"is", "GB"}, {"until", "2021-01-01"}})});
  told.rule("law").set("from", "2022-03-23").requires_that("it", "it");
  document_node clause =
      map_of({{"act", "act"}, {"except", {map_of({{"sold_in", "EEA"}, {"from", "2018-10-29"}})}}}).node();
  told.agreement("licence")
      .set("forbids", map_of({{"fork", clause}}))
      .set("exclusive", map_of({{"act", "act"}, {"until", "2015-01-01"}}));
  told.system("os").set(
      "must", map_of({{"it", map_of({{"need", "it"}, {"waiver", map_of({{"by", "os"}, {"until", "2027-01-01"}})}})}}));
  const std::set<date> expected{day(2015, 1, 1), day(2018, 10, 29), day(2020, 1, 1),
                                day(2021, 1, 1), day(2022, 3, 23),  day(2027, 1, 1)};
  CHECK(turning_days(portfit_test::built(told)) == expected);
}
