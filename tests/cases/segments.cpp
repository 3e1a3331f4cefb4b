#include "support/case_checks.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>

// C20, C21: who leads turns with the segment.

using namespace portfit;
using namespace portfit_test;

namespace {

const std::string android = "russian_android";
const std::string linux_phone = "russian_linux";

case_question in(const std::string& market, const std::string& device, const std::string& os) {
  return {os, device, market};
}

case_question without(case_question asked, const std::string& remedy) {
  asked.without = {remedy};
  return asked;
}

catalog seed_flip(const std::function<void(catalog&)>& change) { return changed_case("c20_seed_flip", change); }

}  // namespace

TEST_CASE("C20 mass: the small maker stands before the domestic one, on price") {
  for (const std::string& os : {android, linux_phone}) {
    CHECK(stands_before(read_case("c20_seed_flip"), in("ru_mass", "small_phone", os),
                        in("ru_mass", "domestic_phone", os)));
    const catalog same_price = seed_flip([](catalog& world) {
      world.devices.at("domestic_phone").facts["price"] = world.devices.at("small_phone").facts.at("price");
    });
    CHECK(stands_before(same_price, in("ru_mass", "domestic_phone", os), in("ru_mass", "small_phone", os)));
  }
}

TEST_CASE(
    "C20 mass: the big maker is blocked for a changed Android, and lowered for another system, by what it would lose") {
  const catalog& world = read_case("c20_seed_flip");
  CHECK(blocks(world, in("ru_mass", "big_phone", android), "google: fork"));
  const assessment lowered = answer_of(world, in("ru_mass", "big_phone", linux_phone));
  CHECK(lowered.verdict == verdict::undetermined);
  const catalog free = seed_flip([](catalog& changed) { signs(changed, "big_maker", false); });
  CHECK(verdict_of(free, in("ru_mass", "big_phone", android)) != verdict::blocked);
  CHECK(answer_of(free, in("ru_mass", "big_phone", linux_phone)).plan.score.ranking >
        lowered.plan.score.ranking + 1e-9);
}

TEST_CASE("C20 public sector: domestic before the small maker with localisation before it without before the big one") {
  const catalog& world = read_case("c20_seed_flip");
  for (const std::string& os : {android, linux_phone}) {
    const case_question small = in("ru_public", "small_phone", os);
    CHECK(stands_before(world, in("ru_public", "domestic_phone", os), small));
    CHECK(plans(answer_of(world, small), "localise"));
    CHECK(stands_before(world, small, without(small, "localise")));
    CHECK(stands_before(world, without(small, "localise"), in("ru_public", "big_phone", os)));
  }
  const catalog swapped = seed_flip([](catalog& changed) {
    restate(changed.vendors.at("domestic_maker").facts, "registered", 0.0);
    restate(changed.vendors.at("domestic_maker").facts, "localised", 0.0);
    restate(changed.vendors.at("domestic_maker").facts, "support", 0.0);  // none, by its place
    restate(changed.vendors.at("small_maker").facts, "registered", 1.0);
    restate(changed.vendors.at("small_maker").facts, "firmware_source", 1.0);
    restate(changed.devices.at("small_phone").facts, "ported", 1.0);
  });
  CHECK(stands_before(swapped, in("ru_public", "small_phone", linux_phone),
                      in("ru_public", "domestic_phone", linux_phone)));
}

TEST_CASE("C20 sensitive: domestic ready") {
  for (const std::string& os : {android, linux_phone})
    CHECK(verdict_of(read_case("c20_seed_flip"), in("ru_sensitive", "domestic_phone", os)) == verdict::ready);
}

TEST_CASE("C20 sensitive: the small maker is feasible if, and only if, source is bought") {
  const catalog& world = read_case("c20_seed_flip");
  for (const std::string& os : {android, linux_phone}) {
    const case_question small = in("ru_sensitive", "small_phone", os);
    const assessment made = answer_of(world, small);
    CHECK(made.verdict == verdict::feasible);
    CHECK(plans(made, "buy_source"));
    CHECK(blocks(world, without(small, "buy_source"), "small_maker: firmware_source"));
    CHECK(verdict_of(seed_flip([](catalog& changed) {
                       restate(changed.vendors.at("small_maker").facts, "sells_source", 0.0);
                     }),
                     small) == verdict::blocked);
  }
}

TEST_CASE("C20 sensitive: the big maker is blocked for want of source") {
  const catalog& world = read_case("c20_seed_flip");
  CHECK(verdict_of(world, in("ru_sensitive", "big_phone", android)) == verdict::blocked);
  // Of two reasons the changed Android has, the other system has the one.
  CHECK(blocks(world, in("ru_sensitive", "big_phone", linux_phone), "ru_sensitive: source"));
  const catalog sells =
      seed_flip([](catalog& changed) { restate(changed.vendors.at("big_maker").facts, "sells_source", 1.0); });
  CHECK(verdict_of(sells, in("ru_sensitive", "big_phone", linux_phone)) != verdict::blocked);
}

TEST_CASE("C21 ordering: each domestic maker stands before Huawei for state buyers") {
  const catalog& world = read_case("c21_aurora_makers");
  const case_question foreign{"aurora", "huawei_phone"};
  for (const std::string device : {"aquarius_phone", "fplus_phone", "masshtab_phone"})
    CHECK(stands_before(world, {"aurora", device}, foreign));
}

TEST_CASE("C21 control: with Huawei domestic, registered and shipped, and Aquarius foreign, it turns around") {
  const catalog turned = changed_case("c21_aurora_makers", [](catalog& world) {
    std::swap(world.devices.at("aquarius_phone").vendor, world.devices.at("huawei_phone").vendor);
    std::swap(world.ports.at("aurora/aquarius_phone").facts, world.ports["aurora/huawei_phone"].facts);
    world.ports["aurora/huawei_phone"].os = "aurora";
    world.ports["aurora/huawei_phone"].target = "huawei_phone";
  });
  CHECK(stands_before(turned, {"aurora", "huawei_phone"}, {"aurora", "aquarius_phone"}));
}
