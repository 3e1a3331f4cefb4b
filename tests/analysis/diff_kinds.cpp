#include <portfit/analysis/diff.hpp>

#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::pairing_builder;

namespace {

/// A pairing that is ready while `it` holds.
struct bare_must : pairing_builder {
  explicit bare_must(const char* it) {
    flags({"it", "other"});
    system("os").must("has", "it");
    device("d").set("it", it);
  }
};

}  // namespace

TEST_CASE("diff: every kind of difference is found and carried over") {
  using change = void (*)(bare_must&);
  struct one_change {
    const char* cause;
    change before;
    change after;
  };
  const auto nothing = [](bare_must&) {};
  const std::vector<one_change> all{
      {"changed requirement os: has", nothing, [](bare_must& book) { book.system("os").must("has", "other"); }},
      {"added requirement m: more", nothing, [](bare_must& book) { book.market("m").must("more", "other"); }},
      {"removed requirement v: more", [](bare_must& book) { book.vendor("v").must("more", "other"); }, nothing},
      {"added requirement os/d: more", nothing, [](bare_must& book) { book.port("os", "d").must("more", "other"); }},
      {"added fact os/d: it", [](bare_must& book) { book.device("d").set("it", "no"); },
       [](bare_must& book) { book.port("os", "d").set("it", "yes"), book.device("d").set("it", "no"); }},
      {"changed entity the platform of d", nothing,
       [](bare_must& book) { book.platform("q").must("more", "other"), book.device("d").platform("q"); }},
      {"changed entity the base of os", nothing,
       [](bare_must& book) {
         book.system("base").is_abstract().must("more", "other");
         book.system("os").based_on("base");
       }},
      {"changed holds what v holds", [](bare_must& book) { book.agreement("deal").obliges("more", "other"); },
       [](bare_must& book) {
         book.agreement("deal").obliges("more", "other");
         book.vendor("v").set("holds", list_of({"deal"}));
       }},
      {"added obligation deal: more",
       [](bare_must& book) { book.vendor("v").set("holds", list_of({"deal"})), book.agreement("deal"); },
       [](bare_must& book) {
         book.vendor("v").set("holds", list_of({"deal"})), book.agreement("deal").obliges("more", "other");
       }},
      {"added clause deal.act",
       [](bare_must& book) { book.vendor("v").set("holds", list_of({"deal"})), book.agreement("deal"); },
       [](bare_must& book) {
         book.vendor("v").set("holds", list_of({"deal"}));
         book.agreement("deal").forbids("act", {{"act", "it"}});
       }},
      {"added exclusivity deal: exclusive", [](bare_must& book) { book.agreement("deal"); },
       [](bare_must& book) { book.agreement("deal").set("exclusive", map_of({{"act", "it"}})); }},
      {"changed grant deal: grants",
       [](bare_must& book) {
         book.vendor("v").set("holds", list_of({"deal"})), book.agreement("deal"), book.service("play");
         book.system("os").must("store", "service play");
       },
       [](bare_must& book) {
         book.vendor("v").set("holds", list_of({"deal"})), book.agreement("deal").grants("play"), book.service("play");
         book.system("os").must("store", "service play");
       }},
      {"changed service play: shop",
       [](bare_must& book) {
         book.service("play").replaced_by("shop", "90%"), book.system("os").must("store", "service play >= 60%");
       },
       [](bare_must& book) {
         book.service("play").replaced_by("shop", "50%"), book.system("os").must("store", "service play >= 60%");
       }},
      {"changed service what os provides",
       [](bare_must& book) { book.service("play"), book.system("os").must("store", "service play"); },
       [](bare_must& book) {
         book.service("play"), book.system("os").must("store", "service play").set("provides", list_of({"play"}));
       }},
      {"added remedy work", [](bare_must& book) { book.device("d").set("it", "no"); },
       [](bare_must& book) { book.device("d").set("it", "no"), book.remedy("work").makes("it"); }},
      {"changed market where m sells",
       [](bare_must& book) { book.rule("law").sold_in("DE").requires_that("more", "other"); },
       [](bare_must& book) {
         book.rule("law").sold_in("DE").requires_that("more", "other"), book.market("m").sold_in("DE");
       }},
      {"changed vocabulary third",
       [](bare_must& book) {
         book.fact("third", "yes/no", {{"default", "yes"}}), book.system("os").must("more", "third");
       },
       [](bare_must& book) {
         book.fact("third", "yes/no", {{"default", "no"}}), book.system("os").must("more", "third");
       }},
      {"changed figure scale",
       [](bare_must& book) {
         book.device("d").set("it", "no"), book.remedy("work").makes("it").money("10 USD"), book.scale("100 USD");
       },
       [](bare_must& book) {
         book.device("d").set("it", "no"), book.remedy("work").makes("it").money("10 USD"), book.scale("50 USD");
       }},
      {"changed figure budget of money",
       [](bare_must& book) {
         book.device("d").set("it", "no"), book.remedy("work").makes("it").money("10 USD"), book.scale("100 USD");
       },
       [](bare_must& book) {
         book.device("d").set("it", "no"), book.remedy("work").makes("it").money("10 USD"), book.scale("100 USD");
         book.budget({{"money", "9 USD"}});
       }},
  };
  for (const one_change& each : all) {
    CAPTURE(each.cause);
    bare_must before("yes");
    bare_must after("yes");
    before.device("d").set("other", "no");
    after.device("d").set("other", "no");
    each.before(before);
    each.after(after);
    const diff_result found = diff(built(before), built(after), {});
    std::string causes;
    REQUIRE(found.changes.size() == 1);
    for (const change_cause& cause : found.changes[0].causes) {
      causes += to_text(cause.what) + " " + cause.code + " " + cause.subject;
      CHECK_FALSE(cause.text.empty());
    }
    CHECK(causes == each.cause);
    CHECK(found.changes[0].exact);
  }
}
