#include <portfit/analysis/diff.hpp>

#include "support/pairing_builder.hpp"
#include "support/shipped_catalog.hpp"

#include <doctest/doctest.h>

#include <stop_token>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

query on(const char* when) {
  query asked;
  asked.as_of = read_date(when)->low;
  return asked;
}

diff_result between(const catalog& world, const char* early, const char* late) {
  diff_options options;
  options.before = on(early);
  options.after = on(late);
  return diff(world, world, options);
}

diff_result against(const catalog& before, const catalog& after) { return diff(before, after, {}); }

/// `os/d/m: blocked -> ready through rule law` and so on, one line per changed pairing.
std::string told(const diff_result& result) {
  std::string text;
  for (const pairing_change& each : result.changes) {
    text += each.os + "/" + each.device + "/" + each.market + ": " +
            (each.before ? to_text(each.before->verdict) : "none") + " -> " +
            (each.after ? to_text(each.after->verdict) : "none");
    for (const change_cause& cause : each.causes)
      text += "; " + to_text(cause.what) + " " + cause.code + " " + cause.subject + (cause.turns_verdict ? "!" : "");
    text += each.exact ? "\n" : " (not exact)\n";
  }
  return text;
}

const std::string& only_text(const diff_result& result) {
  REQUIRE(result.changes.size() == 1);
  REQUIRE(result.changes[0].causes.size() == 1);
  return result.changes[0].causes[0].text;
}

/// A pairing that is ready while `it` holds.
struct must_have : pairing_builder {
  explicit must_have(const char* it) {
    flags({"it", "other"});
    system("os").must("has", "it");
    device("d").set("it", it);
  }
};

}  // namespace

TEST_CASE("diff: a rule that begins, with its source and place") {
  must_have book("yes");
  book.source("gazette", "the gazette", "A");
  book.device("d").set("other", "no");
  book.rule("strict").from("2025-12").requires_that("local", "other").source("gazette");
  const diff_result found = between(built(book), "2025-11-30", "2026-02-03");
  CHECK(told(found) == "os/d/m: ready -> blocked; added rule strict!\n");
  CHECK(only_text(found) == "rule strict is in force since 2025-12-01");
  const change_cause& cause = found.changes[0].causes[0];
  CHECK(cause.source == "gazette");
  CHECK(cause.source_title == "the gazette");
  CHECK(cause.trust == confidence::a);
  CHECK(found.unchanged == 0);
  CHECK(found.complete);
  CHECK(told(between(built(book), "2025-11-29", "2025-11-30")).empty());
  CHECK(told(between(built(book), "2025-12-01", "2025-12-02")).empty());
}

TEST_CASE("diff: looking back, what was added is told by its end and what is missing by its beginning") {
  must_have book("yes");
  book.device("d").set("other", "no");
  book.rule("strict").from("2025-12").until("2026-06").requires_that("local", "other");
  CHECK(only_text(between(built(book), "2026-02-03", "2025-11-30")) == "rule strict is in force only since 2025-12-01");
  CHECK(only_text(between(built(book), "2026-07-01", "2026-05-31")) == "rule strict is in force until 2026-06-01");
  CHECK(only_text(between(built(book), "2026-05-31", "2026-07-01")) ==
        "rule strict is no longer in force since 2026-06-01");
}

TEST_CASE("diff: an exception that ends") {
  must_have book("yes");
  book.vendor("v").set("holds", list_of({"deal"}));
  book.agreement("deal").forbids(
      "act", {{"act", "it"},
              {"except", list_of({map_of({{"sold_in", "DE"}, {"from", "2018-10-29"}, {"until", "2024-01-01"}}),
                                  map_of({{"sold_in", "IN"}})})}});
  book.market("m").sold_in("DE");
  const diff_result found = between(built(book), "2023-12-31", "2024-01-01");
  CHECK(told(found) == "os/d/m: ready -> blocked; removed exception deal.act!\n");
  CHECK(only_text(found) == "the exception to deal.act (sold in DE) no longer counts since 2024-01-01");
  CHECK(only_text(between(built(book), "2018-10-28", "2018-10-29")) ==
        "the exception to deal.act (sold in DE) counts since 2018-10-29");
}

TEST_CASE("diff: a place loses a member, counted until the day before") {
  must_have book("yes");
  book.device("d").set("other", "no");
  book.place("EEA").contains(list_of({"DE", map_of({{"is", "GB"}, {"until", "2021-01-01"}})}));
  book.rule("directive").sold_in("EEA").requires_that("marked", "other");
  book.market("m").sold_in("GB");
  CHECK(told(between(built(book), "2020-12-30", "2020-12-31")).empty());
  const diff_result found = between(built(book), "2020-12-31", "2021-01-01");
  CHECK(told(found) == "os/d/m: blocked -> ready; removed membership EEA: GB!\n");
  CHECK(only_text(found) == "GB no longer lies in EEA since 2021-01-01");
}

TEST_CASE("diff: a dated fact, and one known since its source was published") {
  must_have book("no");
  book.set("sources", map_of({{"page", map_of({{"title", "a page"}, {"published", "2024-02-15"}})}}));
  book.device("d").set("it", list_of({map_of({{"is", "no"}, {"until", "2024-03-01"}}),
                                      map_of({{"is", "yes"}, {"from", "2024-03-01"}, {"source", "page"}})}));
  const catalog world = built(book);
  const diff_result found = between(world, "2024-02-29", "2024-03-01");
  CHECK(told(found) == "os/d/m: blocked -> ready; changed fact d: it!\n");
  CHECK(only_text(found) == "d: it is yes since 2024-03-01, it was no");
  CHECK(found.changes[0].causes[0].source == "page");
  diff_options options;
  options.before.known_by = read_date("2024-02-14")->low;
  const diff_result learned = diff(world, world, options);
  CHECK(told(learned) == "os/d/m: undetermined -> ready; added fact d: it!\n");
  CHECK(only_text(learned) == "d: it is yes (its source was published by 2024-02-15), it was not stated");
}

TEST_CASE("diff: time passes") {
  pairing_builder book;
  book.fact("released", "date");
  book.device("d").set("released", "2022-02-10");
  book.system("os").must("young", "age(released) <= 24 months");
  const diff_result found = between(built(book), "2024-02-10", "2024-02-11");
  CHECK(told(found) == "os/d/m: ready -> blocked; changed time as_of!\n");
  CHECK(only_text(found) == "the day asked is 2024-02-11, it was 2024-02-10: ages are others");
  CHECK(told(between(built(book), "2024-02-09", "2024-02-10")).empty());
}

TEST_CASE("diff: two that lead there only together, and one that has no part in it") {
  must_have before("yes");
  before.flags({"third"});
  before.device("d").set("other", "yes").set("third", "no");
  before.system("os").must("either", any_of({"other", "third"}));
  must_have after("yes");
  after.flags({"third"});
  after.device("d").set("other", "no").set("third", "no");
  after.system("os").must("either", "other");
  before.device("d").set("third", "yes");
  const diff_result found = against(built(before), built(after));
  // The fact alone is not enough, `third` would still do; nor is the requirement alone.
  CHECK(told(found) == "os/d/m: ready -> blocked; changed requirement os: either!; changed fact d: other!\n");
  before.system("os").must("either", any_of({"other", "third"})).must("has", "it");
  after.system("os").must("either", any_of({"other", "third"}));
  CHECK(told(against(built(before), built(after))) ==
        "os/d/m: ready -> blocked; changed fact d: third!; changed fact d: other!\n");
}

TEST_CASE("diff: where a law or a fact alone would explain it, the law is told") {
  must_have book("yes");
  book.device("d").set("other", map_of({{"is", "no"}, {"from", "2025-12-01"}}));
  book.device("d").set("it", list_of({map_of({{"is", "yes"}, {"until", "2025-12-01"}}),
                                      map_of({{"is", "no"}, {"from", "2025-12-01"}})}));
  book.world("other", "no");
  book.rule("strict").from("2025-12").requires_that("local", "other");
  CHECK(told(between(built(book), "2025-11-30", "2026-02-03")) == "os/d/m: ready -> blocked; added rule strict!\n");
}

TEST_CASE("diff: the verdict turns through one thing, the score through another") {
  must_have before("yes");
  before.system("os").should("nice", "other");
  before.device("d").set("it", "unknown").set("other", "no");
  must_have after("yes");
  after.system("os").should("nice", "other");
  after.device("d").set("other", "yes");
  CHECK(told(against(built(before), built(after))) ==
        "os/d/m: undetermined -> ready; changed fact d: other; changed fact d: it!\n");
}

TEST_CASE("diff: pairings that are new or gone") {
  must_have before("yes");
  before.device("old").vendor("v").platform("p").set("it", "no");
  must_have after("yes");
  after.device("fresh").vendor("v").platform("p").set("it", "yes");
  const diff_result found = against(built(before), built(after));
  CHECK(told(found) ==
        "os/fresh/m: none -> ready; added entity fresh\n"
        "os/old/m: blocked -> none; removed entity old\n");
  CHECK(found.changes[0].causes[0].text == "device fresh is new");
  CHECK(found.changes[1].causes[0].text == "device old is gone");
  CHECK(found.unchanged == 1);
}

TEST_CASE("diff: nothing changed") {
  must_have book("yes");
  book.device("e").vendor("v").platform("p").set("it", "no");
  const catalog world = built(book);
  const diff_result found = against(world, world);
  CHECK(found.changes.empty());
  CHECK(found.unchanged == 2);
  must_have reworded("yes");
  reworded.device("e").vendor("v").platform("p").set("it", "no").note("looked at again");
  reworded.device("d").set("other", "yes");  // nobody asks for it
  CHECK(told(against(world, built(reworded))).empty());
}

TEST_CASE("diff: what moved with a rate goes through the rate; other currencies or scales cannot be taken apart") {
  const auto priced = [](const char* rate, const char* price) {
    pairing_builder book;
    book.fact("price", "money").rate("RUB", rate);
    book.device("d").set("price", price);
    book.system("os").must("cheap", "price <= 100 USD");
    return built(book);
  };
  const diff_result dearer = against(priced("0.011", "9000 RUB"), priced("0.012", "9000 RUB"));
  CHECK(told(dearer) == "os/d/m: ready -> blocked; changed rates rates!\n");
  CHECK(only_text(dearer) == "RUB is worth 0.012 USD, it was 0.011");
  CHECK(told(against(priced("0.011", "9000 RUB"), priced("0.011", "9900 RUB"))) ==
        "os/d/m: ready -> blocked; changed fact d: price!\n");
  const auto worded = [](std::initializer_list<built_value> words) {
    pairing_builder book;
    book.fact("level", words);
    book.device("d").set("level", "good");
    book.system("os").must("well", "level >= good");
    book.system("os").must("better", "level >= best");
    return built(book);
  };
  const diff_result apart = against(worded({"bad", "good", "best"}), worded({"bad", "best", "good"}));
  CHECK(told(apart) == "os/d/m: blocked -> ready; changed everything catalog!\n");
  CHECK(only_text(apart).find("'level' is declared on another scale") != std::string::npos);
}

TEST_CASE("diff: bases and places turned round are carried over together") {
  must_have before("yes");
  before.device("d").set("other", "no");
  before.system("os").based_on("x");
  before.system("x").is_abstract().based_on("y");
  before.system("y").is_abstract();
  must_have after("yes");
  after.device("d").set("other", "no");
  after.system("os").based_on("y");
  after.system("y").is_abstract().based_on("x");
  after.system("x").is_abstract().must("more", "other");
  const diff_result found = against(built(before), built(after));
  REQUIRE(found.changes.size() == 1);
  CHECK(found.changes[0].exact);
  CHECK(told(found) == "os/d/m: ready -> blocked; added requirement x: more!\n");
}

TEST_CASE("diff: only what is asked for, and it can be stopped") {
  must_have before("yes");
  must_have after("no");
  for (must_have* const book : {&before, &after}) {
    book->device("e").vendor("v").platform("p");
    book->market("n");
    book->system("os_two").must("has", "it");
  }
  diff_options options;
  options.devices = {"d"};
  options.systems = {"os"};
  options.markets = {"n"};
  CHECK(told(diff(built(before), built(after), options)) == "os/d/n: ready -> blocked; changed fact d: it!\n");
  std::stop_source stop;
  options = {};
  options.stop = stop.get_token();
  options.progress = [&](std::size_t done, std::size_t all) {
    CHECK(all == 8);
    if (done == 3) stop.request_stop();
  };
  const diff_result stopped = diff(built(before), built(after), options);
  CHECK_FALSE(stopped.complete);
  CHECK(stopped.changes.size() + stopped.unchanged == 3);
}

TEST_CASE("diff: too few questions leave causes that are not exact") {
  must_have before("yes");
  must_have after("no");
  for (must_have* const book : {&before, &after}) book->system("os").should("nice", "other");
  after.device("d").set("other", "yes");
  diff_options options;
  options.questions = 1;
  const diff_result found = diff(built(before), built(after), options);
  REQUIRE(found.changes.size() == 1);
  CHECK_FALSE(found.changes[0].exact);
  CHECK(found.changes[0].causes.size() == 2);  // the second has no part in it, but that was not asked
  CHECK(told(against(built(before), built(after))) == "os/d/m: ready -> blocked; changed fact d: it!\n");
}

TEST_CASE("diff: a procurement catalog names the rule that delisted, and what brought one maker back") {
  const read_result read = portfit_test::read_shipped_catalog("procurement.yaml");
  CHECK_FALSE(has_errors(read.remarks));
  CHECK(told(between(read.catalog, "2025-11-30", "2026-02-03")) ==
        "aurora/aquarius_phone/ru_public: ready -> blocked; added rule localisation_2025!\n"
        "aurora/fplus_phone/ru_public: ready -> blocked; added rule localisation_2025!\n"
        "oko/byterg_phone/ru_public: blocked -> ready; changed fact oko: software_listed!\n");
  CHECK(told(between(read.catalog, "2025-12-15", "2026-02-03")) ==
        "aurora/byterg_phone/ru_public: blocked -> ready; changed fact byterg_phone: domestic_modules!\n"
        "oko/byterg_phone/ru_public: blocked -> ready; changed fact byterg_phone: domestic_modules!\n");
}

TEST_CASE("diff: what is counted of other devices is a cause of its own") {
  const auto counted = [](const char* outcome) {
    pairing_builder book;
    book.fact("ported", "yes/no", {{"default", "no"}}).fact("port", list_of({"none", "kept"}));
    book.device("e").vendor("v").platform("p").set("port", outcome);
    book.system("os").must("runs", "ported");
    book.count_table("ports").set("of", "port").set("yes", "kept").set("by", list_of({"platform"}));
    book.remedy("go").makes("ported").works(map_of({{"counted", "ports"}}));
    return built(book);
  };
  const diff_result found = against(counted("none"), counted("kept"));
  REQUIRE(found.changes.size() == 1);
  const pairing_change& of_d = found.changes.front();
  CHECK(of_d.device == "d");
  CHECK(of_d.exact);
  REQUIRE(of_d.causes.size() == 1);
  CHECK(of_d.causes.front().subject == "counts");
}
