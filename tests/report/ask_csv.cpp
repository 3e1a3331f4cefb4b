#include <portfit/report/ask_csv.hpp>

#include "support/ask_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

std::string inquiry_rows(const portfit::inquiry_sweep& what) {
  std::ostringstream out;
  portfit::write_csv(out, portfit_test::sample_head(), what);
  return out.str();
}

}  // namespace

TEST_CASE("a row per pairing, question and answer, under names that are a promise") {
  CHECK(inquiry_rows(portfit_test::sample_inquiries()) ==
        "market,system,device,vendor,rank,code,key,owner,fact,question,value,by_choice,value_at_even_odds,guaranteed_"
        "rise,possible_fall,saving,changes_plan,ask_first,answer,chance,verdict,answerable,remedies,score,likelihood,"
        "cost,effort,within_budget,best_guaranteed,best_possible,kept_score,kept_likelihood,kept_cost,kept_effort,kept_"
        "months_low,kept_months_high,set,currency,version,as_of,policy,inputs\n"
        "m1,os1,d1,v1,1,fact,q9: source_tree,q9,source_tree,\"Do you give \"\"all\"\" of it, build tree "
        "included?\",3.5,3,3.5,0,0,16000,yes,1,yes,0.25,feasible,no,M,60,0.75,40000,3,yes,30,70,40,0.7,60000,3,3,3,q9: "
        "source_tree = yes,USD,9.9.9,2024-04-01,floor=0.5,00000000000000ff\n"
        "m1,os1,d1,v1,1,fact,q9: source_tree,q9,source_tree,\"Do you give \"\"all\"\" of it, build tree "
        "included?\",3.5,3,3.5,0,0,16000,yes,1,no,0.75,undetermined,yes,M,60,0.75,40000,3,no,30,70,20,0.5,140000,10,8,"
        "10,q9: source_tree = no,USD,9.9.9,2024-04-01,floor=0.5,00000000000000ff\n"
        "m1,os1,d1,v1,2,stake,v1 is willing,v1,,Is v1 willing?,,,0,12,52.75,0,no,,not "
        "willing,,blocked,no,,,,,,,,,20,0.5,60000,3,,,,USD,9.9.9,2024-04-01,floor=0.5,00000000000000ff\n");
}

TEST_CASE("a question with too many answers has a row without them") {
  portfit::inquiry_sweep what = portfit_test::sample_inquiries();
  what.inquiries[0].questions.resize(1);
  what.inquiries[0].questions[0].answers.clear();
  const std::string text = inquiry_rows(what);
  CHECK(text.ends_with(
      ",3.5,3,3.5,0,0,16000,yes,1,,,,,,,,,,,,,,,,,,,,USD,9.9.9,2024-04-01,floor=0.5,00000000000000ff\n"));
}
