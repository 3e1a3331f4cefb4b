// A fact compared with another fact: every known value of the other counts, and so does what remedies do to it.

#include "regressions/told.hpp"

#include <cmath>

using namespace portfit;
using portfit_test::answer_for;
using portfit_test::told;

namespace {

const std::string ram_and_need =
    "facts: {ram: GiB, wanted: GiB}\nvendors: {acme: {}}\ndevices:\n  pad: {vendor: acme, platform: unknown, ";

}  // namespace

TEST_CASE("compared facts: the order in which known values are written does not matter") {
  for (const char* const wanted : {"[1 GiB, 4 GiB]", "[4 GiB, 1 GiB]"}) {
    CAPTURE(wanted);
    const catalog world =
        told(ram_and_need + "ram: 3 GiB}\nsystems: {lark: {wanted: " + wanted + ", must: {x: ram < os.wanted}}}\n");
    CHECK(answer_for(world, "pad").verdict == verdict::ready);
  }
}

TEST_CASE("compared facts: against an unknown one the best of several known values counts") {
  for (const char* const ram : {"[2 GiB, 8 GiB]", "[8 GiB, 2 GiB]"}) {
    CAPTURE(ram);
    const catalog world =
        told(ram_and_need + "ram: " + ram + "}\nsystems: {lark: {wanted: 3..5 GiB, must: {x: ram >= os.wanted}}}\n");
    CHECK(answer_for(world, "pad").verdict == verdict::ready);
  }
}

namespace {

catalog priced(const std::string& cap, const std::string& price, const std::string& remedies) {
  return told(
      "facts: {ks: yes/no, price: money, cap: money}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, ks: no, price: " +
      price +
      "}}\n"
      "markets: {m: {sold_in: DE, cap: " +
      cap +
      "}}\n"
      "systems: {lark: {must: {boots: ks, cheap: price <= market.cap}}}\n"
      "remedies: {fix: {makes: ks" +
      remedies + "\n");
}

}  // namespace

TEST_CASE("compared facts: what a remedy adds to the known fact counts against the unknown one") {
  const assessment found = answer_for(priced("90..110 USD", "100 USD", ", adds: {price: 4 USD}}}"), "pad");
  CHECK(found.verdict == verdict::undetermined);
  CHECK(std::abs(found.plan.likelihood.ranking - 0.3) < 1e-12);  // the cap is 104 or more
}

TEST_CASE("compared facts: a remedy that sets the known fact is a way against the unknown one") {
  const assessment found = answer_for(priced("100..110 USD", "120 USD", "}, subsidy: {sets: {price: 99 USD}}}"), "pad");
  CHECK(found.verdict == verdict::feasible);
  CHECK(found.remedies == std::vector<std::string>{"fix", "subsidy"});
}

TEST_CASE("compared facts: a remedy may change the fact on the right") {
  const assessment found = answer_for(priced("100 USD", "120 USD", "}, lobby: {adds: {market.cap: 50 USD}}}"), "pad");
  CHECK(found.verdict == verdict::feasible);
  CHECK(found.remedies == std::vector<std::string>{"fix", "lobby"});
  CHECK(answer_for(priced("100 USD", "160 USD", "}, lobby: {adds: {market.cap: 50 USD}}}"), "pad").verdict ==
        verdict::blocked);
}

TEST_CASE("compared facts: a prerequisite is lifted on either side") {
  const std::string rest =
      "}\nsystems: {lark: {wanted: 8 GiB, must: {boots: ks}}}\nremedies:\n"
      "  fix: {makes: ks, needs: ram >= os.wanted}\n";
  const std::string start =
      "facts: {ks: yes/no, ram: GiB, wanted: GiB}\nvendors: {acme: {}}\n"
      "devices:\n  pad: {vendor: acme, platform: unknown, ks: no, ram: 2 GiB";
  CHECK(answer_for(told(start + rest), "pad").verdict == verdict::blocked);
  CHECK(answer_for(told(start + rest + "  solder: {makes: ram >= 8 GiB}\n"), "pad").verdict == verdict::feasible);
  CHECK(answer_for(told(start + rest + "  slim: {sets: {os.wanted: 1 GiB}}\n"), "pad").verdict == verdict::feasible);
  CHECK(answer_for(told(start + rest + "  solder: {makes: ram >= 4 GiB}\n  slim: {sets: {os.wanted: 4 GiB}}\n"), "pad")
            .remedies == std::vector<std::string>{"fix", "slim", "solder"});
}

TEST_CASE("an unknown set counts word by word, and not once more as a whole") {
  const catalog world = told(
      "facts: {bands: {set: [lte, nr, wifi]}}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown}}\n"
      "systems: {lark: {must: {x: bands includes nr}, should: {y: bands includes lte}}}\n");
  CHECK(answer_for(world, "pad").facts.size() == 2);
  CHECK(answer_for(world, "pad").facts_without_prior() == 2);
}

TEST_CASE("compared facts: several known values on one side cut the other only where the answer turns") {
  // Whoever has less than 8 GiB has less than the one that needs 8 GiB; that another needs 2 GiB tells nothing apart.
  const catalog world =
      told(ram_and_need + "ram: unknown}\nsystems: {lark: {wanted: [2 GiB, 8 GiB], must: {x: ram < os.wanted}}}\n");
  CHECK(std::abs(answer_for(world, "pad").plan.likelihood.ranking - 0.5) < 1e-12);
}

TEST_CASE("compared facts: both count among the facts that matter") {
  const catalog known =
      told(ram_and_need + "ram: 3 GiB}\nsystems: {lark: {wanted: 2 GiB, must: {x: ram >= os.wanted}}}\n");
  CHECK(answer_for(known, "pad").facts.size() == 2);
  const catalog open =
      told(ram_and_need + "ram: unknown}\nsystems: {lark: {wanted: 2 GiB, must: {x: ram >= os.wanted}}}\n");
  CHECK(answer_for(open, "pad").facts.size() == 2);
}

namespace {

catalog banded(const std::string& bands, const std::string& band, const std::string& remedies = "{}") {
  return told(
      "facts: {bands: {set: [lte, nr, wifi]}, band: {one_of: [lte, nr, wifi]}}\nvendors: {acme: {}}\n"
      "devices: {pad: {vendor: acme, platform: unknown, bands: " +
      bands + "}}\nsystems: {lark: {band: " + band + ", must: {x: bands includes os.band}}}\nremedies: " + remedies +
      "\n");
}

}  // namespace

TEST_CASE("compared facts: a set that includes one of several known words") {
  CHECK(answer_for(banded("[lte]", "[nr, lte]"), "pad").verdict == verdict::ready);
  CHECK(answer_for(banded("[lte]", "[nr, wifi]"), "pad").verdict == verdict::blocked);
}

TEST_CASE("compared facts: an unknown set is asked for the known words one by one") {
  const assessment one = answer_for(banded("unknown", "lte"), "pad");
  CHECK(std::abs(one.plan.likelihood.ranking - 0.5) < 1e-12);
  CHECK(one.plan.likelihood.possible == 1);
  const assessment either = answer_for(banded("unknown", "[lte, nr]"), "pad");
  CHECK(std::abs(either.plan.likelihood.ranking - 0.75) < 1e-12);
  // What a remedy makes of the word is asked for as well.
  const catalog lent = banded("unknown", "lte", "{move: {sets: {os.band: nr}}}");
  CHECK(std::abs(answer_for(lent, "pad").plan.likelihood.ranking - 0.5) < 1e-12);
  CHECK(answer_for(lent, "pad").facts.size() == 3);
}

TEST_CASE("compared facts: an unknown word is one of a known set or it is not") {
  const assessment found = answer_for(banded("[lte, nr]", "unknown"), "pad");
  CHECK(found.verdict == verdict::undetermined);
  CHECK(std::abs(found.plan.likelihood.ranking - 0.5) < 1e-12);
  CHECK(answer_for(banded("[lte, nr]", "{lte: 40%, nr: 60%}"), "pad").verdict == verdict::ready);
  CHECK(std::abs(answer_for(banded("[lte, nr]", "{lte: 40%, wifi: 60%}"), "pad").plan.likelihood.expected.low - 0.4) <
        1e-12);
}
