// A contract with many clauses is answered, if less sharply: combinations of losses are not expanded without end.

#include "regressions/told.hpp"

using namespace portfit;
using portfit_test::answer_for;
using portfit_test::told;

namespace {

/// A vendor under a contract that forbids `count` acts, all but the first of which it does already, or may do; revenue decides
/// what it would lose. The system needs the first.
catalog contract_of(int count, const std::string& revenue, const std::string& others_done) {
  std::string facts = "facts: {revenue: money";
  std::string done;
  std::string acts;
  for (int index = 0; index < count; ++index) {
    const std::string name = "f" + std::to_string(index);
    facts += ", " + name + ": yes/no";
    done += ", " + name + (index == 0 ? ": no" : ": " + others_done);
    acts += "   a" + std::to_string(index) + ": {act: " + name +
            ", exposure: {of: vendor.revenue, years: " + std::to_string(index + 1) +
            "}, enforced: 50%, accept: allowed}\n";
  }
  return told(facts + "}\nvendors: {acme: {holds: [g], revenue: " + revenue + "}}\n" +
              "devices: {pad: {vendor: acme, platform: unknown" + done +
              "}}\n"
              "systems: {lark: {must: {first: f0}}}\n"
              "remedies: {do_it: {makes: f0}}\n"
              "markets: {m: {sold_in: DE, units: 1000, margin: 10..20 USD, years: 2}}\n"
              "agreements:\n g:\n  forbids:\n" +
              acts);
}

}  // namespace

TEST_CASE("many acts: twenty clauses are answered") {
  const assessment found = answer_for(contract_of(20, "1..1000 kUSD", "unknown"), "pad");
  CHECK(found.verdict == verdict::undetermined);
  CHECK(found.plan.likelihood.guaranteed == 0);
}

TEST_CASE("many acts: what all combinations agree on stays certain") {
  CHECK(answer_for(contract_of(20, "0 USD", "unknown"), "pad").verdict == verdict::feasible);
  CHECK(answer_for(contract_of(20, "1000 bnUSD", "unknown"), "pad").verdict == verdict::blocked);
}

TEST_CASE("many acts: losses by what is done anyway are added up, however many") {
  // It gains 20 to 40 kUSD and loses at least half of (1 + 2 + ... + 20) years of revenue.
  CHECK(answer_for(contract_of(20, "0.1..0.19 kUSD", "yes"), "pad").verdict == verdict::feasible);
  CHECK(answer_for(contract_of(20, "0.1..0.2 kUSD", "yes"), "pad").verdict == verdict::undetermined);
  CHECK(answer_for(contract_of(20, "1..1000 kUSD", "yes"), "pad").verdict == verdict::blocked);
}
