#include <portfit/analysis/backtest.hpp>

#include "support/backtest_samples.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

namespace {

using portfit::backtest_result;
using portfit::backtest_row;
using portfit_test::backtest_sample;

backtest_result backtested(const backtest_sample& sample, const portfit::backtest_options& options = {}) {
  return portfit::backtest(sample.world, sample.world.systems.at("lark"), portfit::any_market(), sample.outcomes,
                           options);
}

/// Fewer inner folds and strengths: quicker, and no other code.
portfit::backtest_options quick_backtest() {
  portfit::backtest_options options;
  options.inner_folds = 2;
  options.strengths = {2, 8};
  options.misses = 2;
  return options;
}

bool scored_alike(const backtest_row& a, const backtest_row& b) {
  return a.device == b.device && a.fold == b.fold && a.verdict == b.verdict && a.score == b.score &&
         a.likelihood == b.likelihood && a.expected == b.expected && a.counted.yes == b.counted.yes &&
         a.counted.no == b.counted.no && a.baseline == b.baseline && a.base_rate == b.base_rate;
}

/// Shuffles outcomes among some rows.
void permute_outcomes(std::vector<portfit::observed_outcome>& outcomes, const std::vector<std::size_t>& rows,
                      std::uint64_t seed) {
  portfit_test::random_source random(seed);
  for (std::size_t left = rows.size(); left > 1; --left)
    std::swap(outcomes[rows[left - 1]].is, outcomes[rows[random.below(left)]].is);
}

std::string only_code(const backtest_result& found) {
  REQUIRE(found.remarks.size() == 1);
  CHECK(found.rows.empty());
  return found.remarks.front().code;
}

}  // namespace

TEST_CASE("every device is scored once, groups stay in one fold, and lucky platforms come first") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(1, 120);
  std::size_t steps = 0;
  portfit::backtest_options options = quick_backtest();
  options.progress = [&](std::size_t done, std::size_t all) {
    CHECK(done == ++steps);
    CHECK(all == 120 + 5 * 2);
  };
  const backtest_result found = backtested(sample, options);
  REQUIRE(found.remarks.empty());
  CHECK(steps == 130);
  CHECK(found.complete);
  REQUIRE(found.rows.size() == 120);
  CHECK(found.groups == 60);
  std::map<std::string, std::set<std::size_t>> folds;
  for (std::size_t each = 0; each < 120; ++each) {
    const backtest_row& row = found.rows[each];
    CHECK(row.device == sample.outcomes[each].device);
    CHECK(row.positive == (row.outcome == "kept"));
    folds[row.group].insert(row.fold);
    CHECK(row.expected.low <= row.likelihood + 1e-12);
    CHECK(row.likelihood <= row.expected.high + 1e-12);
    CHECK(row.likelihood == doctest::Approx(row.counted.mean()));
    CHECK(row.verdict == portfit::verdict::feasible);
  }
  for (const auto& [group, in] : folds) CHECK(in.size() == 1);
  REQUIRE(found.folds.size() == 5);
  std::size_t positives = 0;
  for (const portfit::backtest_fold& fold : found.folds) {
    CHECK(fold.count == 24);
    CHECK((fold.strength == 2 || fold.strength == 8));
    positives += fold.positives;
  }
  CHECK(positives == found.positives());
  REQUIRE(found.score.area);
  CHECK(found.score.area->area > 0.65);
  CHECK(found.score.precision->average > found.score.precision->base_rate);
  CHECK(found.forecast.scores.brier < found.forecast.base_rate.brier);
  CHECK(found.over_baseline->difference == doctest::Approx(found.score.area->area - found.baseline.area->area));
}

TEST_CASE("what is hidden is told") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(1, 30);
  portfit::backtest_options options = quick_backtest();
  const backtest_result found = backtested(sample, options);
  CHECK(found.hidden == std::map<std::string, std::size_t>{{"rumour", 30}});
  CHECK(found.evidence == std::set<std::string>{"listed", "old", "roomy"});
  CHECK(found.own_hidden == 30);
  CHECK(found.others_counted == 0);
  CHECK(found.cells_left_out == 1);
  CHECK(found.cells_kept == 1);
  CHECK(found.remedies_left_out == std::vector<std::string>{"whisper"});
  backtest_sample part = sample;
  part.outcomes.resize(20);
  part.world.counts.at("ports").cells.front().source = "census";  // speaks of the ten one by one
  CHECK(backtested(part, options).others_counted == 10);
  CHECK(backtested(part, options).cells_kept == 0);
}

TEST_CASE("scores are those of a catalog that was never told the outcomes of the fold") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(2, 60);
  portfit::backtest_options options = quick_backtest();
  options.strengths = {};
  const backtest_result found = backtested(sample, options);
  for (const std::size_t fold : {0U, 3U}) {
    portfit::catalog world = portfit_test::backtest_catalog();
    world.counts.at("ports").cells.pop_back();
    std::map<std::string, std::pair<double, double>> by_family;  // kept, of
    std::pair<double, double> all;
    for (const backtest_row& row : found.rows) {
      portfit::device made = sample.world.devices.at(row.device);
      made.facts.erase("rumour");
      if (row.fold == fold)
        made.facts.erase("port");
      else {
        const std::string family = made.platform.substr(0, made.platform.find('x'));
        by_family[family].first += row.positive ? 1 : 0;
        by_family[family].second += 1;
        all.first += row.positive ? 1 : 0;
        all.second += 1;
      }
      world.devices.emplace(made.id, std::move(made));
    }
    portfit::assess_options asked;
    asked.asked.without = {"whisper"};
    for (const backtest_row& row : found.rows) {
      if (row.fold != fold) continue;
      const portfit::device& what = world.devices.at(row.device);
      const portfit::assessment expected =
          portfit::assess(world, world.systems.at("lark"), what, portfit::any_market(), asked);
      CHECK(row.score == doctest::Approx(expected.plan.score.ranking).epsilon(1e-12));
      CHECK(row.likelihood == doctest::Approx(expected.plan.likelihood.ranking).epsilon(1e-12));
      const auto& [kept, of] = by_family[what.platform.substr(0, what.platform.find('x'))];
      const double mean = (all.first + 0.5) / (all.second + 1);
      CHECK(row.baseline == doctest::Approx((kept + mean) / (of + 1)).epsilon(1e-12));
      CHECK(row.base_rate == doctest::Approx(all.first / all.second));
    }
  }
}

TEST_CASE("permuting the outcomes of a held-out fold leaves its scores unchanged, to the last bit") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(3, 80);
  const backtest_result before = backtested(sample, quick_backtest());
  for (const std::size_t fold : {0U, 2U}) {
    std::vector<std::size_t> held;
    for (std::size_t row = 0; row < before.rows.size(); ++row)
      if (before.rows[row].fold == fold) held.push_back(row);
    backtest_sample permuted = sample;
    permute_outcomes(permuted.outcomes, held, fold + 5);
    const backtest_result after = backtested(permuted, quick_backtest());
    std::size_t outcomes_moved = 0;
    std::size_t others_moved = 0;
    for (std::size_t row = 0; row < before.rows.size(); ++row) {
      outcomes_moved += before.rows[row].outcome != after.rows[row].outcome ? 1 : 0;
      if (before.rows[row].fold == fold)
        CHECK(scored_alike(before.rows[row], after.rows[row]));
      else
        others_moved += scored_alike(before.rows[row], after.rows[row]) ? 0 : 1;
    }
    CHECK(outcomes_moved > 2);
    CHECK(others_moved > 2);
  }
}

TEST_CASE("where outcomes are permuted, scores foretell nothing") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(4, 90);
  std::vector<std::size_t> all(sample.outcomes.size());
  for (std::size_t row = 0; row < all.size(); ++row) all[row] = row;
  portfit::backtest_options options = quick_backtest();
  options.misses = 0;
  options.strengths = {};
  options.folds = 3;
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    backtest_sample permuted = sample;
    permute_outcomes(permuted.outcomes, all, seed);
    sum += backtested(permuted, options).score.area->area;
  }
  CHECK(std::fabs(sum / 20 - 0.5) < 0.03);
}

TEST_CASE("what is no evidence moves no score, what is does") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(5, 60);
  const backtest_result before = backtested(sample, quick_backtest());
  backtest_sample moved = sample;
  for (auto& [id, each] : moved.world.devices) {
    each.facts.at("rumour").front().values = {0.0};
    each.facts.at("port").front().values = {2.0};  // what the catalog says itself
  }
  portfit::fact stated;
  stated.name = "rumour";
  stated.values = {1.0};
  moved.world.platforms.at("p3").facts["rumour"] = {stated};
  moved.world.vendors.at("acme").facts["rumour"] = {stated};
  stated.name = "port";
  moved.world.platforms.at("p4").facts["port"] = {stated};
  const backtest_result after = backtested(moved, quick_backtest());
  for (std::size_t row = 0; row < before.rows.size(); ++row) CHECK(scored_alike(before.rows[row], after.rows[row]));
  CHECK(after.hidden.at("rumour") == 62);
  for (auto& [id, each] : moved.world.devices) each.facts.at("roomy").front().values = {1.0};
  std::size_t changed = 0;
  const backtest_result roomy = backtested(moved, quick_backtest());
  for (std::size_t row = 0; row < before.rows.size(); ++row)
    changed += before.rows[row].score != roomy.rows[row].score ? 1 : 0;
  CHECK(changed > 10);
}

TEST_CASE("other ids of a measured device do not count") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(13, 60);
  const backtest_result before = backtested(sample, quick_backtest());
  backtest_sample twice = sample;
  for (std::size_t each = 0; each < 10; ++each) {
    portfit::device copy = sample.world.devices.at(sample.outcomes[each].device);
    copy.id = "again" + std::to_string(each);
    twice.world.devices.emplace(copy.id, copy);
  }
  const backtest_result blind = backtested(twice, quick_backtest());
  CHECK(blind.others_counted == 10);
  for (std::size_t each = 0; each < 10; ++each) twice.outcomes[each].also = {"again" + std::to_string(each)};
  const backtest_result after = backtested(twice, quick_backtest());
  CHECK(after.others_counted == 0);
  CHECK(after.own_hidden == before.own_hidden + 10);
  std::size_t leaked = 0;
  for (std::size_t row = 0; row < before.rows.size(); ++row) {
    CHECK(scored_alike(before.rows[row], after.rows[row]));
    leaked += scored_alike(before.rows[row], blind.rows[row]) ? 0 : 1;
  }
  CHECK(leaked > 10);
}

TEST_CASE("a source that tells outcomes and speaks of some devices only is not heard") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(14, 40);
  const backtest_result before = backtested(sample, quick_backtest());
  CHECK(before.partial_sources.empty());  // the census speaks of all
  backtest_sample some = sample;
  for (std::size_t each = 0; each < 40; ++each) {
    portfit::fact_table& facts = some.world.devices.at(some.outcomes[each].device).facts;
    if (some.outcomes[each].is == "none") facts.erase("port");
    if (some.outcomes[each].is == "kept") {  // said anew, and only of devices with a port
      portfit::fact stated = facts.at("roomy").front();
      stated.values = {1.0};
      stated.source = "census";
      stated.trust = portfit::confidence::a;
      facts.at("roomy").push_back(stated);
    }
  }
  const backtest_result after = backtested(some, quick_backtest());
  CHECK(after.partial_sources == std::set<std::string>{"census"});
  CHECK(after.hidden.at("roomy") == before.positives());
  for (std::size_t row = 0; row < 40; ++row) CHECK(scored_alike(before.rows[row], after.rows[row]));
}

TEST_CASE("the order of outcomes and a default of the counted fact do not matter") {
  backtest_sample sample = portfit_test::draw_backtest_sample(6, 40);
  const backtest_result before = backtested(sample, quick_backtest());
  std::reverse(sample.outcomes.begin(), sample.outcomes.end());
  sample.world.facts.at("port").default_value = 2.0;
  const backtest_result after = backtested(sample, quick_backtest());
  REQUIRE(before.rows.size() == after.rows.size());
  for (std::size_t row = 0; row < before.rows.size(); ++row) {
    CHECK(before.rows[row].fold == after.rows[row].fold);
    CHECK(before.rows[row].score == doctest::Approx(after.rows[row].score).epsilon(1e-12));
  }
  CHECK(before.score.area->area == doctest::Approx(after.score.area->area));
}

TEST_CASE("whole families of platforms are held out") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(7, 60);
  portfit::backtest_options options = quick_backtest();
  options.hold_out_platforms = true;
  const backtest_result found = backtested(sample, options);
  REQUIRE(found.remarks.empty());
  for (const backtest_row& row : found.rows) {
    const std::string platform = sample.world.devices.at(row.device).platform;
    CHECK(row.group == platform.substr(0, platform.find('x')));
    // Nothing was counted on its platform but what is elsewhere: on p0.
    for (const portfit::counted_group& group : row.counted.groups)
      if (group.text == "on " + row.group) CHECK(group.of == (row.group == "p0" ? 1 : 0));
  }
}

TEST_CASE("only devices that were ported: which of them are kept") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(8, 90);
  portfit::backtest_options options = quick_backtest();
  options.among = {"kept", "dropped"};
  const backtest_result found = backtested(sample, options);
  REQUIRE(found.remarks.empty());
  std::size_t ported = 0;
  for (const auto& each : sample.outcomes) ported += each.is == "none" ? 0 : 1;
  CHECK(found.rows.size() == ported);
  for (const backtest_row& row : found.rows) {
    CHECK(row.outcome != "none");
    CHECK(row.counted.groups.back().of < static_cast<double>(ported));
    CHECK(row.counted.groups.back().of > 0.7 * static_cast<double>(ported));
  }
  std::size_t told = 0;
  for (const portfit::part_outcomes& part : found.parts) {
    CHECK((part.part == "near" || part.part == "far"));
    told += part.count;
  }
  CHECK(told == ported);
  options.among.clear();
  options.positive = {"kept", "dropped"};
  CHECK(backtested(sample, options).positives() == ported);
}

TEST_CASE("misses are the devices furthest on the wrong side in their fold, the worst first") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(9, 80);
  portfit::backtest_options options = quick_backtest();
  options.misses = 3;
  const backtest_result found = backtested(sample, options);
  const auto passed = [&](const backtest_row& row) {
    double worse = 0;
    double others = 0;
    for (const backtest_row& other : found.rows) {
      if (other.fold != row.fold || other.positive == row.positive) continue;
      others += 1;
      const double ahead =
          (row.positive ? 1 : -1) * (std::floor(other.score * 1e9 + 0.5) - std::floor(row.score * 1e9 + 0.5));
      worse += ahead > 0 ? 1 : ahead < 0 ? 0 : 0.5;
    }
    return worse / others;
  };
  for (const bool kind : {true, false}) {
    const auto& misses = kind ? found.missed : found.disappointing;
    REQUIRE(misses.size() == 3);
    std::vector<double> all;
    for (const backtest_row& row : found.rows)
      if (row.positive == kind) all.push_back(passed(row));
    std::sort(all.rbegin(), all.rend());
    for (std::size_t each = 0; each < 3; ++each) {
      CHECK(misses[each].passed == doctest::Approx(all[each]));
      CHECK(found.rows[misses[each].row].positive == kind);
      CHECK(passed(found.rows[misses[each].row]) == doctest::Approx(all[each]));
      REQUIRE_FALSE(misses[each].lost.empty());
      CHECK(misses[each].lost.front().points > 0);
    }
  }
}

TEST_CASE("questions that cannot be measured are refused") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(10, 20);
  const auto with = [&](auto change) {
    backtest_sample changed = sample;
    portfit::backtest_options options = quick_backtest();
    change(changed, options);
    return only_code(backtested(changed, options));
  };
  CHECK(with([](auto& changed, auto&) { changed.world.remedies.erase("bring_up"); }) == "no_table");
  CHECK(with([](auto&, auto& options) { options.table = "prts"; }) == "unknown_table");
  CHECK(with([](auto& changed, auto&) { changed.world.counts.at("ports").evidence.clear(); }) == "no_evidence");
  CHECK(with([](auto&, auto& options) { options.positive = {"kpt"}; }) == "unknown_word");
  CHECK(with([](auto&, auto& options) { options.among = {"dropt", "kept", "none"}; }) == "unknown_word");
  CHECK(with([](auto& changed, auto&) { changed.outcomes.front().is = "gone"; }) == "unknown_word");
  CHECK(with([](auto&, auto& options) { options.among = {"none", "dropped"}; }) == "one_kind");
  CHECK(with([](auto&, auto& options) { options.folds = 11; }) == "few_groups");
  CHECK(with([](auto&, auto& options) { options.folds = 1; }) == "few_groups");
  CHECK(with([](auto& changed, auto&) {
          auto& lines = changed.world.remedies.at("bring_up").works;
          lines.push_back(lines.front());
          lines.back().counted = "other";
        }) == "several_tables");
}

TEST_CASE("a stopped back-test says so and tells nothing") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(11, 30);
  std::stop_source stop;
  portfit::backtest_options options = quick_backtest();
  options.stop = stop.get_token();
  options.progress = [&](std::size_t done, std::size_t) {
    if (done == 7) stop.request_stop();
  };
  const backtest_result found = backtested(sample, options);
  CHECK_FALSE(found.complete);
  CHECK(found.rows.empty());
}

TEST_CASE("a chance at another strength is that of a table which has it") {
  const backtest_sample sample = portfit_test::draw_backtest_sample(12, 40);
  portfit::catalog world = sample.world;
  const auto usual = portfit::count_devices(world, world.counts.at("ports"));
  world.counts.at("ports").strength = 11;
  for (const auto& [id, chance] : portfit::count_devices(world, world.counts.at("ports"))) {
    CHECK(portfit::detail::mean_at(usual.at(id), 11) == doctest::Approx(chance.mean()).epsilon(1e-12));
    CHECK(portfit::detail::mean_at(usual.at(id), 4) == doctest::Approx(usual.at(id).mean()).epsilon(1e-12));
  }
}
