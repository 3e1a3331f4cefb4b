#include <portfit/analysis/assess.hpp>

#include "support/partner_claims.hpp"

#include <portfit/analysis/explain.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The story told by examples/catalogs/partners.yaml must come out as a result: each ordering on the catalog as it stands, in at
// least nine of ten draws over everything it assumes, and turned around when the cause it is put down to is turned around.

using namespace portfit;
using namespace portfit_test;

namespace {

const std::vector<std::string> systems{"aurora", "kvadraos", "redos_m"};
const std::vector<std::string> forks{"kvadraos", "redos_m"};  // of Android, not certified
const std::vector<std::string> foreign{"small_phone", "silent_phone", "big_phone", "indian_phone", "vietnamese_phone"};
const std::vector<std::string> all_archetypes{"domestic_phone", "small_phone",  "silent_phone",
                                              "big_phone",      "indian_phone", "vietnamese_phone"};

}  // namespace

TEST_CASE("the partners catalog reads without a remark") {
  const read_result read = read_shipped_catalog("partners.yaml");
  for (const diagnostic& remark : read.remarks) CHECK_MESSAGE(false, to_text(remark));
  CHECK(read.catalog.devices.size() == 15);
  REQUIRE(read.catalog.as_of.has_value());
  CHECK(to_text(*read.catalog.as_of) == "2024-04-01");
}

TEST_CASE("a draw leaves no assumed range, is repeatable and stays within the ranges") {
  catalog_draw one{random_source(seed)};
  const catalog world = one(partners());
  CHECK(one.figures() >= 70);
  for (const auto& [id, device] : world.devices)
    for (const auto& [name, statements] : device.facts)
      for (const fact& each : statements) {
        const bool is_assumed = each.trust == confidence::assumed;
        CHECK_MESSAGE((!is_assumed || each.is_known()), id, " ", name);
      }
  for (const auto& [id, remedy] : world.remedies)
    for (const figure* lines : {&remedy.effort, &remedy.money, &remedy.time, &remedy.works})
      for (const figure_line& line : *lines) CHECK_MESSAGE(line.is.is_exact(), id);
  CHECK(world.agreements.at("google").forbids.front().enforced.is_exact());
  for (const auto& [id, market] : world.markets) CHECK((!market.units || market.units->is_exact()));
  // What a page says keeps its range: it is uncertain, not assumed.
  CHECK_FALSE(world.devices.at("pinephone").facts.at("price").front().is_known());
  const auto price = [](const catalog& from, const std::string& device) {
    return std::get<double>(from.devices.at(device).facts.at("price").front().values.front());
  };
  const distribution& belief = partners().devices.at("domestic_phone").facts.at("price").front().belief;
  std::set<double> prices;
  double sum = 0;
  for (std::uint64_t draw = 0; draw < 200; ++draw) {
    const catalog drawn = draw_catalog(partners(), seed + draw);
    const double value = price(drawn, "domestic_phone");
    CHECK((value >= belief.low && value <= belief.high));
    prices.insert(value);
    sum += value;
    const double chance = drawn.systems.at("aurora").facts.at("android_fork").front().belief.chance;
    CHECK((chance >= 0.05 && chance <= 0.15));
  }
  CHECK(prices.size() == 200);
  const double mean = (belief.low + belief.likely + belief.high) / 3;
  CHECK(sum / 200 == doctest::Approx(mean).epsilon(0.05));
  CHECK(price(world, "domestic_phone") == price(draw_catalog(partners(), seed), "domestic_phone"));
}

TEST_CASE("the inverse of the triangular distribution") {
  CHECK(triangular_quantile(0, 1, 4, 0) == 0);
  CHECK(triangular_quantile(0, 1, 4, 0.25) == doctest::Approx(1));  // a quarter lies below the likely value
  CHECK(triangular_quantile(0, 1, 4, 1) == 4);
  CHECK(triangular_quantile(0, 1, 4, 0.0625) == doctest::Approx(0.5));  // (x / 1)^2 / 4
  CHECK(triangular_quantile(0, 1, 4, 0.8125) == doctest::Approx(2.5));  // 1 - (4 - x)^2 / 12
  CHECK(triangular_quantile(2, 2, 2, 0.7) == 2);
}

// --- people in shops ----------------------------------------------------------------------------------------------------------

TEST_CASE("mass market: a third-tier maker before a domestic one, on price") {
  std::vector<claim> claims;
  std::vector<claim> flipped;
  for (const std::string& os : systems) {
    claims.push_back({os + ": small_phone before domestic_phone", [=](const answers& asked) {
                        return asked.leads(os, "small_phone", "domestic_phone", "ru_mass");
                      }});
    flipped.push_back(
        {os + ", the domestic phone at the price of the small one: domestic_phone before small_phone",
         [=](const answers& asked) { return asked.leads(os, "domestic_phone", "small_phone", "ru_mass"); }});
  }
  prove(claims);
  prove_flip(priced_as("domestic_phone", "small_phone"), flipped);
  // How much a low price counts is our judgement. The order bears half of it and no more: at a fifth, no heavier than a maker's
  // support, it is hardly better than a coin.
  for (const auto& [cheapness, least] : {std::pair(5.0, 0.9), std::pair(2.0, 0.5)}) {
    std::vector<claim> weighed = claims;
    for (claim& each : weighed) {
      each.text += ", cheapness weighing " + std::string(cheapness == 5 ? "5" : "2") + " and not 10";
      each.least = least;
    }
    prove_flip(
        [weight = cheapness](catalog& world) {
          for (requirement& each : world.markets.at("ru_mass").asks)
            if (each.name == "cheap") each.weight = weight;
        },
        weighed);
  }
}

TEST_CASE("mass market: a big maker is blocked for an Android fork, by what it would lose") {
  std::vector<claim> claims;
  std::vector<claim> flipped;
  for (const std::string& os : forks) {
    claims.push_back({os + ": big_phone is blocked and small_phone before it", [=](const answers& asked) {
                        return asked.verdict_of(os, "big_phone", "ru_mass") == verdict::blocked &&
                               asked.leads(os, "small_phone", "big_phone", "ru_mass");
                      }});
    flipped.push_back(
        {os + ", nothing of the big maker's sales depends on Google: big_phone is feasible",
         [=](const answers& asked) { return asked.verdict_of(os, "big_phone", "ru_mass") == verdict::feasible; }});
    const double cheap = 20000 * partners().rates.at("RUB");  // the threshold of ru_mass
    // Weaker than nine in ten: one draw in seven prices the big maker's phone above the 20,000 roubles that count as cheap.
    flipped.push_back({os + ", nothing of the big maker's sales depends on Google: big_phone before small_phone",
                       [=](const answers& asked) { return asked.leads(os, "big_phone", "small_phone", "ru_mass"); },
                       0.75});
    flipped.push_back({os + ", likewise, and it leads wherever its phone is cheap", [=](const answers& asked) {
                         return asked.value("big_phone", "price") > cheap ||
                                asked.leads(os, "big_phone", "small_phone", "ru_mass");
                       }});
  }
  prove(claims);
  prove_flip(vendor_is("big_chinese_maker", "gms_share", 0), flipped);
}

TEST_CASE("mass market: the conflict of the fork names the clause and the stake, and nothing else") {
  const catalog& world = partners();
  const explanation told =
      explain(world, world.systems.at("kvadraos"), world.devices.at("big_phone"), world.markets.at("ru_mass"));
  REQUIRE(told.conflicts.size() == 1);
  std::multiset<std::string> codes;
  for (const reason& each : told.conflicts.front()) codes.insert(each.code);
  CHECK(codes == std::multiset<std::string>{"agreement_clause", "entity", "fact", "fact", "stake"});
}

TEST_CASE("mass market: for Aurora a big maker is lowered by the chance that it is treated as a fork, never blocked") {
  const change no_fork = [](catalog& world) { state(world.systems.at("aurora").facts, "android_fork", 0.0); };
  std::size_t lowered = 0;
  std::size_t blocked = 0;
  std::size_t restored = 0;
  for (std::size_t draw = 0; draw <= draws; ++draw) {
    // The last round is the catalog as it stands.
    const catalog world = draw < draws ? draw_catalog(partners(), seed + draw) : partners();
    const assessment as_it_is = answers(world).of("aurora", "big_phone", "ru_mass");
    const double sure = answers(changed(world, no_fork)).score("aurora", "big_phone", "ru_mass");
    const double free =
        answers(changed(world, vendor_is("big_chinese_maker", "gms_share", 0))).score("aurora", "big_phone", "ru_mass");
    lowered += as_it_is.plan.score.ranking < sure - 1e-9 ? 1 : 0;
    blocked += as_it_is.verdict == verdict::blocked ? 1 : 0;
    restored += free > sure - 1e-9 ? 1 : 0;
  }
  MESSAGE("aurora: big_phone below itself without that chance: ", lowered, " of ", draws + 1);
  MESSAGE("aurora: big_phone blocked: ", blocked, " of ", draws + 1);
  MESSAGE("aurora: big_phone with nothing to lose as if no fork: ", restored, " of ", draws + 1);
  CHECK(lowered == draws + 1);
  CHECK(blocked == 0);
  CHECK(restored == draws + 1);
  // The chance alone does not decide between the two: this order is no claim of the story, only what comes out.
  prove({{"aurora: small_phone before big_phone",
          [](const answers& asked) { return asked.leads("aurora", "small_phone", "big_phone", "ru_mass"); }, 0.5}});
}

// --- all markets --------------------------------------------------------------------------------------------------------------

TEST_CASE("no assumed figure decides a verdict, but the price of the domestic phone in shops") {
  std::vector<claim> claims;
  const answers base(partners());
  for (const std::string& os : systems)
    for (const std::string market : {"ru_mass", "ru_public", "ru_sensitive"})
      for (const std::string& device : all_archetypes)
        if (market != "ru_mass" || device != "domestic_phone")
          claims.push_back({os + ", " + device + ", " + market + ": the verdict is that of the catalog as it stands",
                            [=, expected = base.verdict_of(os, device, market)](const answers& asked) {
                              return asked.verdict_of(os, device, market) == expected;
                            },
                            1});
  CHECK(claims.size() == 51);
  const std::vector<std::size_t> held = count(claims, draws_of_flips, {});
  for (std::size_t index = 0; index < claims.size(); ++index)
    CHECK_MESSAGE(held[index] == draws_of_flips, claims[index].text);
  const claim too_dear{"domestic_phone is blocked in shops", [](const answers& asked) {
                         return asked.verdict_of("aurora", "domestic_phone", "ru_mass") == verdict::blocked;
                       }};
  const std::size_t blocked = count({too_dear}, draws_of_flips, {}).front();
  MESSAGE(too_dear.text, ": ", blocked, " of ", draws_of_flips, " draws");
  CHECK(base.verdict_of("aurora", "domestic_phone", "ru_mass") == verdict::undetermined);
  CHECK((blocked > 0 && blocked < draws_of_flips));
}

// --- elsewhere, and before ----------------------------------------------------------------------------------------------------

TEST_CASE("the fork clause goes by where a device is sold") {
  const answers asked(partners());
  for (const std::string& os : forks) {
    CHECK(asked.verdict_of(os, "big_phone", "ru_mass") == verdict::blocked);
    CHECK(asked.verdict_of(os, "big_phone", "de_retail") == verdict::feasible);  // the carve-out of 2018
    CHECK(asked.verdict_of(os, "big_phone", "in_retail") == verdict::feasible);  // that of 2023
    CHECK(asked.verdict_of(os, "indian_phone", "ru_mass") == verdict::blocked);  // home is not where the clause looks
    CHECK(asked.verdict_of(os, "indian_phone", "in_retail") != verdict::blocked);
  }
  assess_options before;
  before.asked.as_of = read_date("2018-10-28")->low;
  const catalog& world = partners();
  CHECK(
      assess(world, world.systems.at("kvadraos"), world.devices.at("big_phone"), world.markets.at("de_retail"), before)
          .verdict == verdict::blocked);
}

TEST_CASE("export law and the fork clause are told apart") {
  std::vector<document> documents;
  add_catalog_documents(documents, "examples/catalogs/partners.yaml");
  add_catalog_documents(documents, "examples/catalogs/partners/certified_android.yaml");
  const read_result read = read_catalog(documents);
  for (const diagnostic& remark : read.remarks) CHECK_MESSAGE(false, to_text(remark));
  const catalog& world = read.catalog;
  const auto& os = world.systems.at("certified_android");
  const auto& domestic = world.devices.at("domestic_phone");
  const auto& shops = world.markets.at("ru_mass");
  const explanation told = explain(world, os, domestic, shops);
  CHECK(told.summary.verdict == verdict::blocked);
  REQUIRE_FALSE(told.conflicts.empty());
  for (const auto& conflict : told.conflicts)
    for (const reason& each : conflict) CHECK(each.code != "stake");
  explain_options before;
  before.assess.asked.as_of = read_date("2022-03-01")->low;
  CHECK(explain(world, os, domestic, shops, before).summary.verdict != verdict::blocked);
  CHECK(assess(world, os, world.devices.at("big_phone"), shops).verdict != verdict::blocked);
}

TEST_CASE("what is shipped or shown already needs no port") {
  const catalog& world = partners();
  for (const auto& [os, device] : std::vector<std::pair<std::string, std::string>>{{"alt_mobile", "pinephone"},
                                                                                   {"astra_mobile", "lenovo_tablet"},
                                                                                   {"astra_mobile", "chuwi_tablet"},
                                                                                   {"aurora", "byterg_phone"},
                                                                                   {"kvadraos", "kvadra_t"},
                                                                                   {"rosa_mobile", "r_fon"}}) {
    const assessment made = assess(world, world.systems.at(os), world.devices.at(device), world.markets.at("ru_mass"));
    CHECK_MESSAGE(made.verdict != verdict::blocked, os, " on ", device);
    CHECK_MESSAGE(std::find(made.remedies.begin(), made.remedies.end(), "adapt") == made.remedies.end(), os, " on ",
                  device);
  }
}

// --- state bodies -------------------------------------------------------------------------------------------------------------

TEST_CASE("public procurement: a domestic maker leads, a third-tier one follows only with a localisation plan") {
  const std::string market = "ru_public";
  std::vector<claim> claims;
  std::vector<claim> removed;
  std::vector<claim> swapped;
  for (const std::string& os : systems) {
    claims.push_back({os + ": domestic_phone feasible and before every foreign archetype", [=](const answers& asked) {
                        bool leads = asked.verdict_of(os, "domestic_phone", market) == verdict::feasible;
                        for (const std::string& other : foreign)
                          leads = leads && asked.leads(os, "domestic_phone", other, market);
                        return leads;
                      }});
    claims.push_back({os + ": small_phone feasible, by a plan with localise", [=](const answers& asked) {
                        return asked.verdict_of(os, "small_phone", market) == verdict::feasible &&
                               asked.plans("localise", os, "small_phone", market);
                      }});
    claims.push_back({os + ": big_phone blocked", [=](const answers& asked) {
                        return asked.verdict_of(os, "big_phone", market) == verdict::blocked;
                      }});
    removed.push_back(
        {os + ", no localisation: small_phone blocked, domestic_phone still feasible", [=](const answers& asked) {
           return asked.verdict_of(os, "small_phone", market) == verdict::blocked &&
                  asked.verdict_of(os, "domestic_phone", market) == verdict::feasible;
         }});
    swapped.push_back({os + ", the small maker registered and not the domestic one: small_phone before domestic_phone",
                       [=](const answers& asked) { return asked.leads(os, "small_phone", "domestic_phone", market); }});
  }
  prove(claims);
  prove_flip(without_remedy("localise"), removed);
  prove_flip(all({vendor_is("third_tier_chinese_maker_sells", "registered", 1),
                  vendor_is("domestic_maker", "registered", 0), vendor_is("domestic_maker", "localised", 0)}),
             swapped);
}

// --- sensitive information ----------------------------------------------------------------------------------------------------

TEST_CASE("security-sensitive use: a foreign device is blocked unless firmware source is bought") {
  const std::string market = "ru_sensitive";
  std::vector<claim> claims;
  for (const std::string& os : systems) {
    claims.push_back({os + ": small_phone (source for sale) feasible by a plan that buys source, blocked without",
                      [=](const answers& asked) {
                        return asked.verdict_of(os, "small_phone", market) == verdict::feasible &&
                               asked.plans("buy_source", os, "small_phone", market) &&
                               asked.verdict_of(os, "small_phone", market, "buy_source") == verdict::blocked;
                      }});
    claims.push_back(
        {os + ": silent_phone (nobody knows) undetermined, blocked without buying", [=](const answers& asked) {
           return asked.verdict_of(os, "silent_phone", market) == verdict::undetermined &&
                  asked.verdict_of(os, "silent_phone", market, "buy_source") == verdict::blocked;
         }});
    claims.push_back({os + ": big_phone (source not for sale) blocked", [=](const answers& asked) {
                        return asked.verdict_of(os, "big_phone", market) == verdict::blocked;
                      }});
    claims.push_back({os + ": domestic_phone feasible and before small_phone, small_phone before silent_phone",
                      [=](const answers& asked) {
                        return asked.verdict_of(os, "domestic_phone", market) == verdict::feasible &&
                               asked.leads(os, "domestic_phone", "small_phone", market) &&
                               asked.leads(os, "small_phone", "silent_phone", market);
                      }});
  }
  prove(claims);
}

TEST_CASE("security-sensitive use: firmware source turns the verdicts around") {
  const std::string market = "ru_sensitive";
  const auto is = [&](const std::string& text, const std::string& os, const std::string& device, verdict wanted) {
    return claim{os + ", " + text + ": " + device + " is " + to_text(wanted),
                 [=](const answers& asked) { return asked.verdict_of(os, device, market) == wanted; }};
  };
  std::vector<claim> sells, keeps, open, read;
  for (const std::string& os : systems) {
    sells.push_back(is("the silent maker sells source", os, "silent_phone", verdict::feasible));
    keeps.push_back(is("the silent maker sells none", os, "silent_phone", verdict::blocked));
    read.push_back({os + ", the domestic maker has no source and the small one has: small_phone before domestic_phone",
                    [=](const answers& asked) { return asked.leads(os, "small_phone", "domestic_phone", market); }});
  }
  // With its source at hand a big maker is where it stands in shops: held back by the fork clause alone.
  open.push_back(is("the big maker gives source", "aurora", "big_phone", verdict::undetermined));
  for (const std::string& os : forks)
    open.push_back(is("the big maker gives source", os, "big_phone", verdict::blocked));
  prove_flip(vendor_is("third_tier_chinese_maker_silent", "sells_source", 1), sells);
  prove_flip(vendor_is("third_tier_chinese_maker_silent", "sells_source", 0), keeps);
  prove_flip(vendor_is("big_chinese_maker", "firmware_source", 1), open);
  prove_flip(
      all({vendor_is("big_chinese_maker", "firmware_source", 1), vendor_is("big_chinese_maker", "gms_share", 0)}),
      {is("the big maker gives source and has nothing to lose", "kvadraos", "big_phone", verdict::feasible),
       is("the big maker gives source and has nothing to lose", "aurora", "big_phone", verdict::feasible)});
  prove_flip(all({vendor_is("domestic_maker", "firmware_source", 0),
                  vendor_is("third_tier_chinese_maker_sells", "firmware_source", 1)}),
             read);
}
