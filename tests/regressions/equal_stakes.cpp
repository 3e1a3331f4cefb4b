// What a vendor stands to lose is told once and asked once, whichever clause or deal it decides.

#include <portfit/analysis/explain.hpp>

#include "regressions/told.hpp"

using namespace portfit;
using portfit_test::answer_for;
using portfit_test::told;

namespace {

/// One vendor whose system does what its contracts forbid, and who needs something more, which it could pay for.
catalog forking_vendor(const std::string& revenue, const std::string& contracts, const std::string& more) {
  return told(
      "facts: {fork: {type: yes/no, default: no}, ok: yes/no, revenue: {type: money, of: vendor},"
      " other_revenue: {type: money, of: vendor}}\n"
      "systems: {lark: {fork: yes, must: {works: ok}}}\n"
      "vendors: {acme: {holds: [" +
      contracts + "], revenue: " + revenue +
      ", other_revenue: 0 USD}}\n"
      "markets: {m: {units: 1000, margin: 500 USD, years: 1}}\n"
      "agreements:\n"
      " g: {forbids: {fork: {act: os.fork, exposure: {of: vendor.revenue}, enforced: 100%, accept: allowed}}}\n" +
      more);
}

}  // namespace

TEST_CASE("equal stakes: a conflict names what the vendor would lose, where it could pay for what is missing, too") {
  const catalog world = forking_vendor("1 MUSD", "g",
                                       "devices: {pad: {vendor: acme, platform: unknown, ok: no}}\n"
                                       "remedies: {fix: {makes: ok, paid_by: vendor, money: 300 kUSD}}\n");
  const explanation why = explain(world, world.systems.at("lark"), world.devices.at("pad"), world.markets.at("m"));
  REQUIRE(why.summary.verdict == verdict::blocked);
  REQUIRE(why.conflicts.size() == 1);  // what is missing adds nothing to it
  bool names_stake = false;
  for (const reason& each : why.conflicts[0]) {
    names_stake = names_stake || each.text.find("not willing") != std::string::npos;
    CHECK(each.text.find("ok") == std::string::npos);
  }
  CHECK(names_stake);
  const catalog willing = forking_vendor("200 kUSD", "g",
                                         "devices: {pad: {vendor: acme, platform: unknown, ok: no}}\n"
                                         "remedies: {fix: {makes: ok, paid_by: vendor, money: 300 kUSD}}\n");
  CHECK(answer_for(willing, "pad").verdict == verdict::feasible);
}

TEST_CASE("equal stakes: two clauses that ask for one and the same inequality are one question") {
  const std::string devices = "devices: {pad: {vendor: acme, platform: unknown, ok: yes}}\n";
  const std::string second =
      " h: {forbids: {trick: {act: os.fork, exposure: {of: vendor.other_revenue}, enforced: 100%, accept: allowed}}}\n";
  const assessment one = answer_for(forking_vendor("400..600 kUSD", "g", devices), "pad");
  const assessment two = answer_for(forking_vendor("400..600 kUSD", "g, h", second + devices), "pad");
  CHECK(one.verdict == verdict::undetermined);
  CHECK(one.plan.score.ranking == 50);
  CHECK(two.plan.score.ranking == 50);
  CHECK(two.facts_without_prior() == one.facts_without_prior());
}

TEST_CASE("equal stakes: a vendor that breaks even is willing, whatever the rounding of the shares") {
  const catalog world = told(
      "facts: {fork: {type: yes/no, default: no}, revenue: {type: money, of: vendor}, share: {type: percent, of: "
      "vendor}}\n"
      "systems: {lark: {fork: yes}}\n"
      "vendors: {acme: {holds: [g], revenue: 100 kUSD, share: 14%}}\n"
      "devices: {pad: {vendor: acme, platform: unknown}}\n"
      "markets: {m: {units: 770, margin: 10 USD, years: 1}}\n"
      "agreements:\n"
      " g: {forbids: {fork: {act: os.fork, exposure: {of: vendor.revenue, share: vendor.share}, enforced: 55%,"
      " accept: allowed}}}\n");
  CHECK(answer_for(world, "pad").verdict == verdict::ready);  // 770 x 10 = 100,000 x 14 % x 55 %
}
