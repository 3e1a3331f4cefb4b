#include <portfit/analysis/diff.hpp>

#include "support/random_catalog.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// The causes of a change, carried over to what was before, give what is after; without any one of them they do not.

using namespace portfit;

namespace {

/// The differences of two sides for the one pairing of random catalogs, and what follows from carrying some of them over. The
/// catalog they are carried over to is the whole one, not the part that the search works on.
class mixture {
 public:
  mixture(const catalog& before, const catalog& after, const diff_options& options)
      : before_(before, options.before), after_(after, options.after) {
    detail::item_collector collected(before_, after_);
    detail::clause_collector(collected).collect();
    detail::entity_collector entities(collected);
    entities.collect_head();
    detail::pairing_neighbours around{"os1", "d1", "m1", {}, {}, {}, {}};
    around.look_at(before_.stands);
    around.look_at(after_.stands);
    for (const std::string& id : around.systems) entities.collect_system(id);
    entities.collect_market("m1");
    entities.collect_device(around, true);
    items_ = collected.take();
    ground_ = before_.stands;
    ground_.facts.insert(after_.stands.facts.begin(), after_.stands.facts.end());
    detail::add_entities(ground_.agreements, before_.stands.agreements, after_.stands.agreements);
    detail::add_entities(ground_.services, before_.stands.services, after_.stands.services);
    detail::add_entities(ground_.places, before_.stands.places, after_.stands.places);
    detail::add_ports(ground_, before_.stands, after_.stands, around.ports);
  }

  /// The answer with these causes carried over, but for the one at `left_out`.
  [[nodiscard]] assessment answer(const std::vector<change_cause>& causes, std::size_t left_out) const {
    catalog mixed = ground_;
    std::vector<bool> used(items_.size());
    for (std::size_t index = 0; index < causes.size(); ++index) {
      const std::size_t item = item_of(causes[index], used);
      REQUIRE(item < items_.size());
      used[item] = true;
      if (index != left_out) items_[item].apply(mixed);
    }
    assess_options options;
    options.best_guaranteed = false;
    return assess(mixed, mixed.systems.at("os1"), mixed.devices.at("d1"), mixed.markets.at("m1"), options);
  }

 private:
  [[nodiscard]] std::size_t item_of(const change_cause& cause, const std::vector<bool>& used) const {
    std::size_t item = 0;
    for (; item < items_.size(); ++item) {
      change_cause told;
      told.what = items_[item].what;
      told.subject = items_[item].subject;
      if (used[item] || detail::code_of(items_[item].rank) != cause.code || told.what != cause.what ||
          told.subject != cause.subject)
        continue;
      items_[item].tell(told);
      if (told.text == cause.text) break;
    }
    return item;
  }

  detail::diff_side before_;
  detail::diff_side after_;
  detail::diff_items items_;
  catalog ground_;
};

struct tally {
  int changed = 0;
  int together = 0;
  int by_clause = 0;
  int incomparable = 0;
};

void check(const catalog& before, const catalog& after, const diff_options& options, tally& seen) {
  const diff_result found = diff(before, after, options);
  CHECK(found.complete);
  CHECK(found.changes.size() + found.unchanged > 0);
  const mixture mixed(before, after, options);
  for (const pairing_change& each : found.changes) {
    if (each.device != "d1" || !each.before || !each.after) continue;
    CHECK_FALSE(same_answer(*each.before, *each.after));
    CHECK(each.exact);
    REQUIRE_FALSE(each.causes.empty());
    if (each.causes.front().code == "everything") {  // other scales: nothing can be carried over alone
      ++seen.incomparable;
      continue;
    }
    CHECK(same_answer(mixed.answer(each.causes, each.causes.size()), *each.after));
    bool turns = false;
    for (std::size_t index = 0; index < each.causes.size(); ++index) {
      CAPTURE(each.causes[index].text);
      const assessment without = mixed.answer(each.causes, index);
      CHECK_FALSE(same_answer(without, *each.after));
      CHECK_FALSE(each.causes[index].text.empty());
      turns = turns || each.causes[index].turns_verdict;
      if (each.causes[index].code != "fact") ++seen.by_clause;
    }
    CHECK(turns == (each.before->verdict != each.after->verdict));
    ++seen.changed;
    seen.together += each.causes.size() > 1 ? 1 : 0;
  }
}

}  // namespace

TEST_CASE("causes between two days of a random catalog give the change, and none can be left out") {
  tally seen;
  for (std::uint64_t seed = 0; seed < 320; ++seed) {
    CAPTURE(seed);
    portfit_test::random_source random(seed);
    diff_options options;
    options.before.as_of = portfit_test::day(random.between(2020, 2026), 4, 1);
    options.after.as_of = portfit_test::day(random.between(2020, 2026), 4, 1);
    const catalog world = portfit_test::random_catalog(seed);
    check(world, world, options, seen);
  }
  CHECK(seen.changed > 25);
  CHECK(seen.by_clause > 10);
}

TEST_CASE("causes between two random catalogs give the change, and none can be left out") {
  tally seen;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    CAPTURE(seed);
    check(portfit_test::random_catalog(seed), portfit_test::random_catalog(seed + 1000), {}, seen);
  }
  CHECK(seen.changed > 15);
  CHECK(seen.together > 8);
}

TEST_CASE("nothing changed between a random catalog and itself") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const catalog world = portfit_test::random_catalog(seed);
    const diff_result found = diff(world, world, {});
    CHECK(found.changes.empty());
    CHECK(found.unchanged == world.devices.size());
  }
}
