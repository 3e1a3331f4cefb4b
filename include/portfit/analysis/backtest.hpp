#pragma once

#include <portfit/analysis/backtest_result.hpp>
#include <portfit/analysis/batch.hpp>
#include <portfit/analysis/detail/backtest_figures.hpp>
#include <portfit/analysis/detail/backtest_misses.hpp>
#include <portfit/analysis/detail/backtest_world.hpp>
#include <portfit/catalog/detail/read_count_table.hpp>
#include <portfit/catalog/nearest.hpp>
#include <portfit/statistics/folds.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace portfit {
namespace detail {

class backtester {
 public:
  backtester(const catalog& world, const operating_system& os, const market& where,
             const std::vector<observed_outcome>& outcomes, const backtest_options& options)
      : given_(world), os_(os), where_(where), outcomes_(outcomes), options_(options) {
    result_.os = os.id;
    result_.market = where.id;
    result_.among = options.among;
    result_.hold_out_platforms = options.hold_out_platforms;
    result_.seed = options.seed;
  }

  [[nodiscard]] backtest_result run() {
    if (!choose_table() || !choose_words() || !choose_rows()) return std::move(result_);
    const backtest_world hidden(given_, result_.table, outcomes_, options_, result_);
    options_.assess.asked.without.insert(result_.remedies_left_out.begin(), result_.remedies_left_out.end());
    options_.assess.best_guaranteed = false;
    deal();
    steps_ = rows_.size() + options_.folds * (options_.strengths.empty() ? 0 : options_.inner_folds);
    fold_miss_finder misses(os_, where_, options_, result_);
    for (std::size_t fold = 0; fold < options_.folds; ++fold) {
      if (std::find(fold_of_.begin(), fold_of_.end(), fold) == fold_of_.end()) continue;
      if (!score_fold(hidden, fold, misses)) {
        backtest_result stopped;
        stopped.complete = false;
        return stopped;
      }
    }
    std::sort(result_.rows.begin(), result_.rows.end(),
              [](const backtest_row& a, const backtest_row& b) { return a.device < b.device; });
    const std::size_t most_bins = (std::max)(std::size_t{1}, result_.rows.size() / 5);
    backtest_figures(result_).measure((std::clamp)(options_.bins, std::size_t{1}, most_bins));
    misses.finish();
    return std::move(result_);
  }

 private:
  void fail(std::string code, std::string message, std::string expected, std::string nearest = {}) {
    result_.remarks.push_back(
        {severity::error, std::move(code), {}, std::move(message), std::move(expected), std::move(nearest)});
  }

  bool choose_table() {
    std::set<std::string> asked;
    for (const auto& [id, each] : given_.remedies)
      for (const figure_line& line : each.works)
        if (!line.counted.empty()) asked.insert(line.counted);
    if (!options_.table.empty() && !asked.contains(options_.table)) {
      fail("unknown_table", "no remedy works with chances of a count table '" + options_.table + "'", "",
           nearest_name(options_.table, asked));
      return false;
    }
    if (options_.table.empty() && asked.size() != 1) {
      fail(asked.empty() ? "no_table" : "several_tables",
           asked.empty() ? "no remedy has a counted chance: there is nothing to measure"
                         : "remedies have chances of several count tables",
           asked.empty() ? "works: {counted: TABLE}" : "one of " + any_of_text(views_of(asked)));
      return false;
    }
    result_.table = options_.table.empty() ? *asked.begin() : options_.table;
    const count_table& counts = given_.counts.at(result_.table);
    result_.fact = counts.of;
    if (!counts.evidence.empty()) return true;
    fail("no_evidence",
         "the count table '" + counts.id + "' does not say which facts are no consequences of '" + counts.of + "'",
         "evidence: [facts]");
    return false;
  }

  static std::vector<std::string_view> views_of(const std::set<std::string>& names) {
    return {names.begin(), names.end()};
  }

  /// The words of the outcomes, of --positive and of --among are the fact's.
  bool choose_words() {
    const count_table& counts = given_.counts.at(result_.table);
    const std::vector<std::string_view> known = words_counted(given_.facts.at(counts.of));
    const auto check = [&](const std::string& word, const position& where) {
      if (known.empty() || std::find(known.begin(), known.end(), word) != known.end()) return;
      result_.remarks.push_back({severity::error, "unknown_word", where, "'" + counts.of + "' is never '" + word + "'",
                                 any_of_text(known), nearest_name(word, known)});
    };
    result_.positive = options_.positive.empty() ? counts.yes : options_.positive;
    for (const std::string& word : result_.positive) check(word, {});
    for (const std::string& word : options_.among) check(word, {});
    std::set<std::string> devices;
    for (const observed_outcome& each : outcomes_) {
      check(each.is, each.where);
      PORTFIT_ASSERT(given_.devices.contains(each.device) && devices.insert(each.device).second);
    }
    return result_.remarks.empty();
  }

  bool choose_rows() {
    std::size_t positives = 0;
    std::set<std::string> groups;
    for (const observed_outcome& each : outcomes_) {
      if (!options_.among.empty() && !options_.among.contains(each.is)) continue;
      rows_.push_back(&each);
      groups_.push_back(group_of(each));
      groups.insert(groups_.back());
      positives += result_.positive.contains(each.is) ? 1 : 0;
    }
    result_.groups = groups.size();
    if (positives == 0 || positives == rows_.size())
      fail("one_kind",
           std::to_string(positives) + " of " + std::to_string(rows_.size()) +
               " devices have an outcome that counts as a success",
           "some that do and some that do not");
    if (groups.size() < options_.folds || options_.folds < 2)
      fail("few_groups",
           std::to_string(groups.size()) + " groups of devices cannot be dealt into " + std::to_string(options_.folds) +
               " folds",
           "at least 2 folds, and as many groups");
    return result_.remarks.empty();
  }

  [[nodiscard]] std::string group_of(const observed_outcome& row) const {
    const std::string own = "device " + row.device;  // no group is called so: ids hold no blank
    if (!options_.hold_out_platforms) return row.group.empty() ? own : row.group;
    const std::string family = family_of(given_, given_.devices.at(row.device).platform);
    return family.empty() ? own : family;
  }

  void deal() { fold_of_ = deal_folds(groups_, options_.folds, options_.seed); }

  bool step() {
    if (options_.progress) options_.progress(++done_, steps_);
    return !options_.stop.stop_requested();
  }

  /// Scores the devices of one fold by what the others tell.
  bool score_fold(const backtest_world& hidden, std::size_t fold, fold_miss_finder& misses) {
    std::vector<std::size_t> training;
    std::vector<std::size_t> held;
    for (std::size_t row = 0; row < rows_.size(); ++row) (fold_of_[row] == fold ? held : training).push_back(row);
    const auto strength = choose_strength(hidden, training, fold);
    if (!strength) return false;
    catalog world = hidden.with(told(training));
    count_table& counts = world.counts.at(result_.table);
    counts.strength = *strength;
    fact_columns columns(world, all_devices(world), options_.assess.asked);
    counted_tables counted{&columns, {}};
    const auto baseline = count_devices(baseline_of(counts), columns);
    pairing_batch batch(columns, os_, where_, options_.assess, &counted);
    const std::vector<batch_row> answers = answers_to(held, batch, columns.devices());
    const std::size_t first = result_.rows.size();
    for (std::size_t place = 0; place < held.size(); ++place) {
      const std::size_t row = held[place];
      result_.rows.push_back(scored(batch, answers[place], *rows_[row]));
      backtest_row& made = result_.rows.back();
      made.group = groups_[row];
      made.fold = fold;
      made.baseline = baseline.at(made.device).mean();
      made.base_rate = share_of(training);
      if (!step()) return false;
    }
    std::size_t positives = 0;
    for (std::size_t row = first; row < result_.rows.size(); ++row) positives += result_.rows[row].positive ? 1 : 0;
    result_.folds.push_back({fold, held.size(), positives, *strength});
    misses.look_at(world, batch.graph(), first);
    return true;
  }

  /// Answers the devices of these rows. @param known  the devices of the batch, by id
  [[nodiscard]] std::vector<batch_row> answers_to(const std::vector<std::size_t>& held, pairing_batch& batch,
                                                  const std::vector<const device*>& known) const {
    std::vector<std::uint32_t> places;
    for (const std::size_t row : held) {
      const auto found = std::lower_bound(known.begin(), known.end(), rows_[row]->device,
                                          [](const device* each, const std::string& id) { return each->id < id; });
      places.push_back(static_cast<std::uint32_t>(std::distance(known.begin(), found)));
    }
    std::vector<batch_row> result;
    batch.assess_all(places, result);
    return result;
  }

  [[nodiscard]] backtest_row scored(pairing_batch& batch, const batch_row& answer,
                                    const observed_outcome& outcome) const {
    const assessment found = batch.assessed(answer);
    backtest_row row;
    row.device = outcome.device;
    row.part = outcome.part;
    row.outcome = outcome.is;
    row.positive = result_.positive.contains(outcome.is);
    row.verdict = found.verdict;
    row.score = found.plan.score.ranking;
    const outlook& likely = found.plan.likelihood;
    row.expected = {likely.expected.low, likely.expected.high};
    row.likelihood = std::clamp(likely.ranking, 0.0, 1.0);
    row.counted = tables(batch.graph()).counted.at(result_.table)->at(outcome.device);
    return row;
  }

  [[nodiscard]] std::vector<const observed_outcome*> told(const std::vector<std::size_t>& rows) const {
    std::vector<const observed_outcome*> result;
    for (const std::size_t row : rows) result.push_back(rows_[row]);
    return result;
  }

  [[nodiscard]] double share_of(const std::vector<std::size_t>& rows) const {
    double positives = 0;
    for (const std::size_t row : rows) positives += result_.positive.contains(rows_[row]->is) ? 1 : 0;
    return positives / static_cast<double>(rows.size());
  }

  /// The strength whose chances have the least log loss over inner folds of the training part; the least of equal ones.
  [[nodiscard]] std::optional<double> choose_strength(const backtest_world& hidden,
                                                      const std::vector<std::size_t>& training, std::size_t fold) {
    const double own = given_.counts.at(result_.table).strength;
    if (options_.strengths.empty()) return own;
    std::vector<std::string> groups;
    for (const std::size_t row : training) groups.push_back(groups_[row]);
    const std::uint64_t seed = options_.seed + 0x9e3779b97f4a7c15ULL * (fold + 1);
    const std::vector<std::size_t> inner = deal_folds(groups, options_.inner_folds, seed);
    std::vector<std::vector<double>> said(options_.strengths.size());
    std::vector<bool> happened;
    for (std::size_t part = 0; part < options_.inner_folds; ++part) {
      std::vector<std::size_t> rest;
      std::vector<std::size_t> held;
      for (std::size_t each = 0; each < training.size(); ++each)
        (inner[each] == part ? held : rest).push_back(training[each]);
      if (!held.empty()) forecast(hidden, rest, held, said, happened);
      if (!step()) return std::nullopt;
    }
    double best = own;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t which = 0; which < said.size(); ++which) {
      const double loss = score_forecasts(happened, said[which]).log_loss;
      if (!(loss < least - 1e-12)) continue;
      least = loss;
      best = options_.strengths[which];
    }
    return best;
  }

  /// Appends the chances of the held rows under every strength, counted on the rest.
  void forecast(const backtest_world& hidden, const std::vector<std::size_t>& rest,
                const std::vector<std::size_t>& held, std::vector<std::vector<double>>& said,
                std::vector<bool>& happened) const {
    const catalog world = hidden.with(told(rest));
    const auto counted = count_devices(world, world.counts.at(result_.table), options_.assess.asked);
    for (const std::size_t row : held) {
      happened.push_back(result_.positive.contains(rows_[row]->is));
      const counted_chance& chance = counted.at(rows_[row]->device);
      for (std::size_t which = 0; which < said.size(); ++which)
        said[which].push_back(mean_at(chance, options_.strengths[which]));
    }
  }

  const catalog& given_;
  const operating_system& os_;
  const market& where_;
  const std::vector<observed_outcome>& outcomes_;
  backtest_options options_;
  backtest_result result_;
  std::vector<const observed_outcome*> rows_;  ///< that are measured
  std::vector<std::string> groups_;            ///< of them
  std::vector<std::size_t> fold_of_;
  std::size_t done_ = 0;
  std::size_t steps_ = 0;
};

}  // namespace detail

/// Measures how well the scores of one system foretell what became of devices, by cross-validation in groups.
///
/// For every fold the catalog is copied and forgets what may follow from the outcomes: the counted fact of every device of
/// `outcomes`; every fact of devices, platforms, vendors and ports that the count table does not name as evidence; cells of the
/// count table that are not elsewhere; whatever is said of `outcomes`' devices by a source that tells outcomes and does not speak of
/// all of them. Then the outcomes of the other folds are told, the table counts them, and the
/// devices of the fold are assessed as always, with the remedies that have a chance of this table and no others. So no score depends
/// on an outcome of its own fold; how strongly counts are shrunk is chosen in inner folds of the rest, by log loss.
///
/// Beside stands a baseline: the mean of the same table counted by platform family alone, strength 1, nothing from elsewhere.
/// Areas compare devices of one fold only. Their standard errors are DeLong's, groups taken as drawn one by one, and the training
/// parts as given: how the folds happened to be dealt adds to them.
///
/// @pre Every outcome's device is one of the catalog's, and no device has two. `outcomes` hold the words as they are called in
/// the vocabulary.
/// Errors (remarks; nothing is measured): `no_table`, `several_tables`, `unknown_table`, `no_evidence`, `unknown_word`,
/// `one_kind`, `few_groups`.
/// Complexity: one assessment per device, folds x inner folds countings of the catalog.
[[nodiscard]] inline backtest_result backtest(const catalog& world, const operating_system& os, const market& where,
                                              const std::vector<observed_outcome>& outcomes,
                                              const backtest_options& options = {}) {
  return detail::backtester(world, os, where, outcomes, options).run();
}

}  // namespace portfit
