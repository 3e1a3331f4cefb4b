#include <portfit/analysis/ask_everywhere.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

using namespace portfit;

namespace {

/// Devices `d` of `v` and `e` of `w` on one platform; what its modem does is one question; a source of which `v` sells.
struct two_makers : portfit_test::pairing_builder {
  two_makers() {
    flags({"modem", "tree", "big", "os_ready", "sells"});
    scale("100 kUSD");
    vendor("w");
    vendor("v").set("sells", "50%");
    platform("p").set("modem", "60%");
    device("d").set("tree", "no");
    device("e").vendor("w").platform("p").set("tree", "yes").set("big", unknown_value());
    system("os").must("modem", "modem").must("tree", "tree").should("big", "big").must("ready", "os.os_ready");
    system("os").set("os_ready", "90%");
    device("d").set("big", "yes");
    remedy("buy").makes("tree").needs("vendor.sells").money("20 kUSD");
    remedy("fix").makes("modem").works("50%").money("10 kUSD");
  }
};

const common_question& common(const inquiry_sweep& found, const std::string& key) {
  for (const common_question& each : found.questions)
    if (each.key == key) return each;
  FAIL("no question ", key);
  return found.questions.front();
}

std::string keys_of(const inquiry_sweep& found, const questionnaire& what) {
  std::string all;
  for (const std::size_t each : what.questions) all += found.questions[each].key + "; ";
  return all;
}

}  // namespace

TEST_CASE("ask everywhere: a platform's fact is one question for all its devices, and goes to those who sell them") {
  const catalog world = portfit_test::built(two_makers{});
  const inquiry_sweep found = ask_everywhere(world);
  CHECK(found.complete);
  REQUIRE(found.inquiries.size() == 2);
  CHECK(found.inquiries[0].now.device == "d");
  const common_question& modem = common(found, "p: modem");
  CHECK(modem.owner == "p");
  CHECK(modem.pairings == std::vector<std::size_t>{0, 1});
  CHECK(modem.moved == 2);
  double sum = 0;
  double largest = 0;
  for (const inquiry& each : found.inquiries)
    for (const asked_question& asked : each.questions)
      if (asked.key == "p: modem") {
        sum += *asked.value;
        largest = (std::max)(largest, *asked.value);
      }
  CHECK(sum > 0);
  CHECK(portfit_test::near(*modem.sum, sum));
  CHECK(*modem.largest == largest);
  const common_question& big = common(found, "e: big");
  CHECK_FALSE(big.largest);
  CHECK(big.pairings == std::vector<std::size_t>{1});
  CHECK(big.where == 1);
  CHECK(big.possible_fall > 0);
  REQUIRE(found.questionnaires.size() == 3);
  CHECK(found.questionnaires[0].vendor == "v");
  CHECK(keys_of(found, found.questionnaires[0]).find("p: modem; ") != std::string::npos);
  CHECK(keys_of(found, found.questionnaires[0]).find("v: sells; ") != std::string::npos);
  CHECK(keys_of(found, found.questionnaires[0]).find("e: big") == std::string::npos);
  CHECK(found.questionnaires[1].vendor == "w");
  CHECK(keys_of(found, found.questionnaires[1]).find("p: modem; ") != std::string::npos);
  CHECK(keys_of(found, found.questionnaires[1]).find("v: sells") == std::string::npos);
  CHECK(found.questionnaires[2].vendor.empty());
  CHECK(keys_of(found, found.questionnaires[2]) == "os: os_ready; ");
  for (std::size_t index = 1; index < found.questions.size(); ++index) {  // with a prior first, dearest first
    const common_question& before = found.questions[index - 1];
    const common_question& after = found.questions[index];
    CHECK((before.largest.has_value() || !after.largest));
    if (before.largest && after.largest) CHECK(*before.largest >= *after.largest);
  }
}

TEST_CASE("ask everywhere: each pairing is asked about as alone, and filters leave the others out") {
  const catalog world = portfit_test::built(two_makers{});
  ask_everywhere_options options;
  options.vendors = {"w"};
  std::size_t told = 0;
  options.progress = [&told](std::size_t done, std::size_t all) {
    told = done;
    CHECK(all == 1);
  };
  const inquiry_sweep found = ask_everywhere(world, options);
  CHECK(told == 1);
  REQUIRE(found.inquiries.size() == 1);
  const inquiry alone = ask(world, world.systems.at("os"), world.devices.at("e"), world.markets.at("m"));
  REQUIRE(found.inquiries[0].questions.size() == alone.questions.size());
  for (std::size_t index = 0; index < alone.questions.size(); ++index) {
    CHECK(found.inquiries[0].questions[index].key == alone.questions[index].key);
    CHECK(found.inquiries[0].questions[index].value == alone.questions[index].value);
  }
  options.progress = {};
  options.devices = {"d"};
  CHECK(ask_everywhere(world, options).inquiries.empty());
  CHECK(ask_everywhere(world, options).complete);
  std::stop_source stop;
  stop.request_stop();
  options.stop = stop.get_token();
  options.devices.clear();
  CHECK_FALSE(ask_everywhere(world, options).complete);
}

TEST_CASE("ask everywhere: what changes nothing one decides is in the list and in no questionnaire") {
  portfit_test::pairing_builder told;
  told.flags({"a", "b"});
  told.device("d").set("a", "yes").set("b", "50%");
  told.system("os").must("a", "a").should("b", "b");
  const inquiry_sweep found = ask_everywhere(portfit_test::built(told));
  REQUIRE(found.questions.size() == 1);
  CHECK(found.questions[0].key == "d: b");
  CHECK(found.questions[0].moved == 0);
  CHECK(*found.questions[0].largest == 0.0);
  CHECK(found.questionnaires.empty());
}

TEST_CASE("ask everywhere: several systems and markets have graphs of their own") {
  portfit_test::pairing_builder told;
  told.flags({"a", "b"});
  told.system("os").must("a", "a");
  told.system("other").must("b", "b");
  told.market("n").must("b", "b");
  const inquiry_sweep found = ask_everywhere(portfit_test::built(told));
  REQUIRE(found.inquiries.size() == 4);
  CHECK(common(found, "d: a").pairings == std::vector<std::size_t>{0, 2});
  CHECK(common(found, "d: b").pairings == std::vector<std::size_t>{1, 2, 3});
  CHECK(common(found, "d: b").moved == 3);
  CHECK(common(found, "d: b").answers.size() == 2);
}

TEST_CASE("ask everywhere: where pairings tell other values apart, the answers are those of the one that moves most") {
  portfit_test::pairing_builder told;
  told.fact("ram", "GiB");
  told.system("os").should("memory", "ram >= 3 GiB");
  told.system("other").must("memory", "ram >= 4 GiB");
  const inquiry_sweep found = ask_everywhere(portfit_test::built(told));
  REQUIRE(found.inquiries.size() == 2);
  const common_question& ram = common(found, "d: ram");
  CHECK(ram.where == 1);
  CHECK(ram.other_answers);
  REQUIRE(ram.answers.size() == 2);
  CHECK(ram.answers[0].text == "4 GiB or more");
  CHECK_FALSE(common(ask_everywhere(portfit_test::built(two_makers{})), "p: modem").other_answers);
}
