#include "expectations.hpp"
#include "shared_folder.hpp"
#include "wiki_files.hpp"

#include "support/random.hpp"
#include "support/shipped_catalog.hpp"

#include <portfit/analysis/backtest.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/import/outcomes.hpp>
#include <portfit/report/backtest_text.hpp>

#include <cmath>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

// The likelihoods of systems.yaml for postmarketOS against what became of 357 devices of the LineageOS wiki: they foretell
// about what was found when the catalog was written, and nothing where outcomes are permuted.

namespace {

using portfit::backtest_options;
using portfit::backtest_result;
using portfit::catalog;
using portfit::document;
using portfit::observed_outcome;

document import_wiki(const std::filesystem::path& folder) {
  return std::move(portfit::read_lineage_wiki(wiki_files_in(folder)).document);
}

catalog read_world(const std::filesystem::path& wiki) {
  std::vector<document> documents;
  portfit_test::add_catalog_documents(documents, "examples/catalogs/systems.yaml");
  documents.push_back(import_wiki(wiki));
  portfit::read_result made = portfit::read_catalog(documents);
  for (const auto& remark : made.remarks) expect(to_text(remark), remark.level != portfit::severity::error);
  return std::move(made.catalog);
}

std::vector<observed_outcome> read_table(const std::filesystem::path& file, const catalog& world) {
  portfit::outcome_result read =
      portfit::read_outcomes(portfit_test::text_of_file(file), file.string(), world, {"group", "kernel_kind", "", {}});
  for (const auto& remark : read.remarks) expect(to_text(remark), false);
  expect("357 devices", read.outcomes.size() == 357);
  return std::move(read.outcomes);
}

backtest_result measured(const catalog& world, const std::vector<observed_outcome>& outcomes,
                         const backtest_options& options = {}) {
  backtest_result found =
      portfit::backtest(world, world.systems.at("postmarketos"), portfit::any_market(), outcomes, options);
  for (const auto& remark : found.remarks) expect(to_text(remark), false);
  return found;
}

void print(const catalog& world, const std::string& what, const backtest_result& found) {
  std::cout << "--- " << what << '\n';
  portfit::write_backtest(std::cout, portfit::head_of(world, {}), found, {"kernel_kind"});
}

/// Margins are wide: the standard error of such an area is about 0.04.
void check_targets(const catalog& world, const std::vector<observed_outcome>& outcomes) {
  const backtest_result live = measured(world, outcomes);
  print(world, "live", live);
  expect("66 of 357 are live", live.positives() == 66);
  expect("a live area is told", live.score.area && live.score.area->variance && live.over_baseline);
  if (!live.score.area || !live.over_baseline->variance) return;
  const double error = std::sqrt(*live.over_baseline->variance);
  expect("live: the score orders no worse than the baseline", live.over_baseline->difference >= 0);
  expect("live: the difference is above -0.03 with 95 %",
         live.over_baseline->difference - portfit::normal_95 * error > -0.03);
  expect("live: area of at least 0.72", live.score.area->area >= 0.72);
  expect("live: Brier is better than the base rate", live.forecast.scores.brier < live.forecast.base_rate.brier);
  expect("live: log loss is better than the base rate",
         live.forecast.scores.log_loss < live.forecast.base_rate.log_loss);
  for (const portfit::part_outcomes& part : live.parts)
    if (part.part == "vendor") expect("no port on a maker's kernel is live", part.positives == 0);

  backtest_options any;
  any.positive = {"archived", "downstream", "testing", "community", "main"};
  const backtest_result ported = measured(world, outcomes, any);
  print(world, "any port", ported);
  expect("any port: area of at least 0.68", ported.score.area && ported.score.area->area >= 0.68);

  backtest_options families;
  families.hold_out_platforms = true;
  const backtest_result unseen = measured(world, outcomes, families);
  print(world, "live, whole families held out", unseen);
  expect("unseen families: better than chance", unseen.score.area && unseen.score.area->area > 0.55);
}

/// Outcomes dealt anew among all devices are foretold by chance alone.
void check_permuted(const catalog& world, const std::vector<observed_outcome>& outcomes) {
  backtest_options options;
  options.misses = 0;
  options.strengths = {};
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    portfit_test::random_source random(seed);
    std::vector<observed_outcome> permuted = outcomes;
    for (std::size_t left = permuted.size(); left > 1; --left)
      std::swap(permuted[left - 1].is, permuted[random.below(left)].is);
    sum += measured(world, permuted, options).score.area->area;
  }
  std::printf("--- mean area over 20 permutations: %.3f\n", sum / 20);
  expect("permuted outcomes are foretold by chance alone", std::fabs(sum / 20 - 0.5) < 0.03);
}

/// No score depends on an outcome of its own fold.
void check_held_out(const catalog& world, const std::vector<observed_outcome>& outcomes) {
  backtest_options options;
  options.misses = 0;
  const backtest_result before = measured(world, outcomes, options);
  std::set<std::string> held;
  for (const portfit::backtest_row& row : before.rows)
    if (row.fold == 0) held.insert(row.device);
  std::vector<observed_outcome> turned = outcomes;
  for (observed_outcome& each : turned)
    if (held.contains(each.device)) each.is = each.is == "none" ? "community" : "none";
  const backtest_result after = measured(world, turned, options);
  for (std::size_t row = 0; row < before.rows.size(); ++row) {
    const portfit::backtest_row& one = before.rows[row];
    const portfit::backtest_row& other = after.rows[row];
    if (one.fold == 0)
      expect(one.device + " is scored alike", one.score == other.score && one.likelihood == other.likelihood &&
                                                  one.baseline == other.baseline && one.fold == other.fold);
  }
}

}  // namespace

int main() {
  const auto wiki = shared_folder("data/lineage-wiki/devices");
  const auto outcomes_folder = shared_folder("data/outcomes");
  if (!wiki || !outcomes_folder) return skipped;
  const catalog world = read_world(*wiki);
  const std::vector<observed_outcome> outcomes = read_table(*outcomes_folder / "postmarketos-train.tsv", world);
  check_targets(world, outcomes);
  check_held_out(world, outcomes);
  check_permuted(world, outcomes);
  return failures == 0 ? 0 : 1;
}
