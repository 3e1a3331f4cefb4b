#include "expectations.hpp"
#include "shared_folder.hpp"
#include "wiki_files.hpp"

#include "support/shipped_catalog.hpp"

#include <portfit/analysis/explain.hpp>
#include <portfit/analysis/rank.hpp>
#include <portfit/catalog/read_catalog.hpp>
#include <portfit/import/csv.hpp>
#include <portfit/import/lineage_wiki.hpp>
#include <portfit/report/csv.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

// The systems of examples/catalogs/systems.yaml over the 596 devices of the LineageOS wiki (commit e61c5fa of 2026-07-22) and over
// a spreadsheet: every device gets a row, the rows say something, and what the best and the worst of them say can be explained.

namespace {

using portfit::assessment;
using portfit::catalog;
using portfit::document;
using portfit::ranking;
using portfit::verdict;

std::vector<document> systems_catalog() {
  std::vector<document> documents;
  portfit_test::add_catalog_documents(documents, "examples/catalogs/systems.yaml");
  return documents;
}

catalog read(const std::vector<document>& documents) {
  portfit::read_result made = portfit::read_catalog(documents);
  for (const auto& remark : made.remarks) expect("no remark, but " + to_text(remark), false);
  return std::move(made.catalog);
}

document import_wiki(const std::filesystem::path& folder) {
  const std::vector<portfit::wiki_file> files = wiki_files_in(folder);
  expect("files of the wiki", files.size(), 726);
  portfit::document_result imported = portfit::read_lineage_wiki(files);
  for (const auto& remark : imported.remarks) expect(to_text(remark), remark.level != portfit::severity::error);
  return std::move(imported.document);
}

ranking rank_for(const catalog& world, const std::string& os) {
  portfit::rank_options options;
  options.systems = {os};
  std::vector<ranking> lists = portfit::rank(world, options);
  expect("one market for " + os, lists.size(), 1);
  return std::move(lists.front());
}

std::string written(const catalog& world, const ranking& list) {
  std::ostringstream out;
  portfit::write_csv(out, portfit::head_of(world, {}), {list});
  return out.str();
}

/// No device is lost or told twice, and the rows stand in their order.
void check_rows(const catalog& world, const ranking& list, const std::string& os) {
  std::set<std::string> devices;
  for (const assessment& row : list.rows) devices.insert(row.device);
  expect(os + ": rows", list.rows.size(), world.devices.size());
  expect(os + ": different devices", devices.size(), world.devices.size());
  expect(os + ": the sweep is complete", list.complete);
  for (std::size_t index = 1; index < list.rows.size(); ++index)
    expect(os + ": row " + std::to_string(index + 1) + " in order",
           portfit::ranks_before(list.rows[index - 1], list.rows[index]));
}

/// What a verdict promises of the figures beside it.
void check_figures(const assessment& row) {
  const std::string who = row.os + " on " + row.device;
  const portfit::outlook& score = row.plan.score;
  const double slack = 1e-9;
  expect(who + ": optimal", row.optimal);
  expect(who + ": exact", row.plan.exact);
  expect(who + ": guaranteed <= ranking <= possible",
         score.guaranteed <= score.ranking + slack && score.ranking <= score.possible + slack);
  expect(who + ": expected within guaranteed .. possible",
         score.guaranteed <= score.expected.low + slack && score.expected.high <= score.possible + slack);
  const double likely = row.plan.likelihood.guaranteed;
  switch (row.verdict) {
    case verdict::ready: expect(who + ": ready needs no plan", row.remedies.empty() && likely == 1); break;
    case verdict::feasible: expect(who + ": feasible by a plan", !row.remedies.empty() && score.ranking > 0); break;
    case verdict::undetermined: expect(who + ": undetermined may come to nothing", likely == 0); break;
    case verdict::blocked: expect(who + ": blocked scores nothing", score.possible == 0 && row.remedies.empty()); break;
  }
}

/// The explanation of a row is of the same pairing, and gives what its verdict calls for.
void check_explanation(const catalog& world, const assessment& row) {
  const std::string who = row.os + " on " + row.device;
  const auto told = portfit::explain(world, world.systems.at(row.os), world.devices.at(row.device));
  expect(who + ": explained verdict", told.summary.verdict == row.verdict);
  expect(who + ": explained score", told.summary.plan.score.ranking == row.plan.score.ranking);
  expect(who + ": explained plan", told.summary.remedies == row.remedies);
  expect(who + ": conflicts where it is blocked and nowhere else",
         told.conflicts.empty() == (row.verdict != verdict::blocked));
  expect(who + ": a ready or feasible pairing says why",
         !told.sufficient.empty() == (row.verdict == verdict::ready || row.verdict == verdict::feasible));
  if (row.verdict == verdict::blocked) return;
  double lost = 0;
  for (const auto& part : told.loss.parts) lost += part.points;
  expect(who + ": the losses sum to the loss", std::fabs(lost - (100 - row.plan.score.ranking)) < 1e-6);
}

/// The first and the last of every group of equal verdicts: the ends of what the ranking says.
void check_explanations(const catalog& world, const ranking& list) {
  for (std::size_t index = 0; index < list.rows.size(); ++index)
    if (index < 10 || index + 3 >= list.rows.size() || list.rows[index].verdict != list.rows[index - 1].verdict)
      check_explanation(world, list.rows[index]);
}

struct expected_counts {
  std::size_t ready, feasible, undetermined, blocked;
};

void check_counts(const ranking& list, const std::string& os, const expected_counts& wanted) {
  std::map<verdict, std::size_t> found;
  for (const assessment& row : list.rows) ++found[row.verdict];
  expect(os + ": ready", found[verdict::ready], wanted.ready);
  expect(os + ": feasible", found[verdict::feasible], wanted.feasible);
  expect(os + ": undetermined", found[verdict::undetermined], wanted.undetermined);
  expect(os + ": blocked", found[verdict::blocked], wanted.blocked);
}

/// A ranking that cannot tell devices apart says nothing.
void check_spread(const ranking& list, const std::string& os, std::size_t distinct, double largest_share) {
  std::map<long long, std::size_t> groups;
  for (const assessment& row : list.rows)
    if (row.verdict != verdict::blocked) ++groups[std::llround(row.plan.score.ranking * 1e9)];
  std::size_t largest = 0;
  for (const auto& [score, count] : groups) largest = count > largest ? count : largest;
  expect(os + ": " + std::to_string(groups.size()) + " different scores", groups.size() >= distinct);
  expect(os + ": " + std::to_string(largest) + " rows share one score",
         static_cast<double>(largest) <= largest_share * static_cast<double>(list.rows.size()));
}

void check_wiki(const std::filesystem::path& folder) {
  std::vector<document> documents = systems_catalog();
  documents.push_back(import_wiki(folder));
  const catalog world = read(documents);
  expect("devices", world.devices.size(), 596);
  // The one device of which the wiki does not know the kernel's source can still be asked about; the others either have all that
  // a system asks for or, for Halium, too old a kernel or too little memory or storage. Of postmarketOS anybody may make a port: how
  // likely that is was counted.
  const std::map<std::string, expected_counts> wanted{{"lineageos", {595, 0, 1, 0}},
                                                      {"postmarketos", {0, 596, 0, 0}},
                                                      {"sailfish", {0, 457, 1, 138}},
                                                      {"ubuntu_touch", {0, 457, 1, 138}}};
  for (const auto& [os, counts] : wanted) {
    const ranking list = rank_for(world, os);
    check_rows(world, list, os);
    check_counts(list, os, counts);
    for (const assessment& row : list.rows) check_figures(row);
    check_explanations(world, list);
    check_spread(list, os, 10, 0.25);
  }
  const ranking list = rank_for(world, "postmarketos");
  const std::string text = written(world, list);
  expect("the same bytes twice", text == written(read(documents), rank_for(read(documents), "postmarketos")));
  expect("a line for the names and one for each device",
         static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')), 597);
  // First come devices like those of which ports are kept: that is what the chance was counted on.
  for (std::size_t index = 0; index < 20; ++index) {
    const assessment& row = list.rows[index];
    const auto chance = row.counted.find("bring_up");
    expect(row.device + " is twice as likely to be kept as any",
           chance != row.counted.end() && chance->second.mean() > 2 * chance->second.groups.back().mean);
  }
}

/// A spreadsheet with as many gaps as people leave: each system can still tell its devices apart.
void check_spreadsheet() {
  std::vector<document> documents = systems_catalog();
  const std::string file = "examples/catalogs/sample-devices.csv";
  portfit::document_result sheet = portfit::read_csv(portfit_test::text_of_file(file), file, documents);
  for (const auto& remark : sheet.remarks) expect(to_text(remark), remark.level != portfit::severity::error);
  documents.push_back(std::move(sheet.document));
  const catalog world = read(documents);
  expect("rows of the sheet", world.devices.size(), 30);
  for (const auto& [os, system] : world.systems) {
    if (system.abstract) continue;
    const ranking list = rank_for(world, os);
    check_rows(world, list, os);
    for (const assessment& row : list.rows) check_figures(row);
    check_explanations(world, list);
    check_spread(list, os, 3, 0.5);
    expect(os + ": some device is more than undetermined",
           list.rows.front().verdict == verdict::ready || list.rows.front().verdict == verdict::feasible);
  }
}

}  // namespace

int main() {
  check_spreadsheet();
  const auto folder = shared_folder("data/lineage-wiki/devices");
  if (!folder) return failures == 0 ? skipped : 1;
  check_wiki(*folder);
  return failures == 0 ? 0 : 1;
}
