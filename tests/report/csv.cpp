#include <portfit/report/csv.hpp>

#include "support/report_samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace {

std::string line_of(const std::string& text, std::size_t index) {
  std::istringstream in(text);
  std::string line;
  for (std::size_t count = 0; count <= index; ++count) std::getline(in, line);
  return line;
}

std::string csv_text(const std::vector<portfit::ranking>& lists) {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), lists);
  return out.str();
}

}  // namespace

TEST_CASE("the names of the columns are a promise") {
  CHECK(
      line_of(csv_text({}), 0) ==
      "market,rank,system,device,vendor,verdict,answerable,score_ranking,score_guaranteed,score_expected_low,"
      "score_expected_high,score_possible,likelihood_ranking,likelihood_guaranteed,likelihood_expected_low,"
      "likelihood_expected_high,likelihood_possible,cost_mean,cost_low,cost_high,cost_money,cost_effort,currency,"
      "within_budget,optimal,exact,remedies,facts_known,facts,facts_without_prior,counted,version,as_of,policy,inputs");
}

TEST_CASE("a row holds all figures in full; a blocked one has none") {
  const std::string text = csv_text({portfit_test::sample_ranking()});
  CHECK(line_of(text, 1) ==
        "m1,1,os1,d1,v1,undetermined,yes,25.9375,14.25,17.25,34.5,52.75,0.645,0.4,0.43,0.86,1,116000,60000,140000,"
        "86000,5,USD,"
        "yes,yes,yes,M U,1,3,1,,9.9.9,2024-04-01,floor=0.5,00000000000000ff");
  CHECK(line_of(text, 2) ==
        "m1,2,os1,\"d2, \"\"odd\"\"\",v1,blocked,no,,,,,,,,,,,,,,,,USD,yes,yes,yes,,0,0,0,,9.9.9,2024-04-01,floor=0.5,"
        "00000000000000ff");
}

TEST_CASE("every row has as many cells as there are columns") {
  const std::string text = csv_text({portfit_test::sample_ranking()});
  const std::string head = line_of(text, 0);
  const std::string first = line_of(text, 1);
  CHECK(std::count(head.begin(), head.end(), ',') == std::count(first.begin(), first.end(), ','));
}
