#pragma once

#include "load.hpp"

#include <portfit/analysis/pairing.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace planner {

/// What most commands take, as it was written.
struct common_options {
  std::vector<std::string> catalogs;
  std::vector<std::string> markets;
  std::vector<std::string> systems;
  std::vector<std::string> devices;
  std::vector<std::string> edits;  ///< `--set`
  std::string as_of;
  std::string known_by;
  std::optional<double> horizon;  ///< years
  std::string trust;
  std::string policy;
  std::vector<std::string> without;
  std::string money_budget;
  std::string effort_budget;
  std::size_t node_limit = portfit::assess_options{}.node_limit;
  bool accept_forfeits = false;
  std::string format = "text";
  bool verbose = false;
};

/// Which options a command has beyond CATALOG, --format and --verbose.
enum class option_set {
  plain,     ///< none
  pairings,  ///< --os, --device and --market may be given often
  pairing,   ///< --os and --device once each, both needed
  devices,   ///< as `pairing`, but --device may be given often
  sides,     ///< as `pairings`, but days are asked otherwise (--as-of and --known-by are the command's own)
};

void add_options(CLI::App& command, common_options& options, option_set which, const std::vector<std::string>& formats);

/// --horizon, of commands that tell figures.
void add_horizon(CLI::App& command, common_options& options);

/// A catalog without errors, and how the question is asked.
struct question {
  portfit::catalog catalog;
  portfit::assess_options options;
  std::vector<const portfit::market*> markets;  ///< asked for, or all
  std::vector<const portfit::operating_system*> systems;
  std::vector<const portfit::device*> devices;
};

/// Loads the catalogs and settles the options by them; else nothing, and standard error tells why. Pointers lead into
/// `into.catalog`.
[[nodiscard]] bool prepare(const common_options& given, question& into);

/// The files with the edits of the question; nothing, and standard error tells why, if there are mistakes.
[[nodiscard]] bool load_files(const common_options& given, loaded& into);

/// The parts of `prepare`: loads the catalogs, and settles the options by the catalog in `into` (again, if it was done before).
[[nodiscard]] bool load_catalog(const std::vector<std::string>& paths, bool verbose, portfit::catalog& into);
[[nodiscard]] bool settle(const common_options& given, question& into);

/// Whether there is one market to ask for; else standard error lists them.
[[nodiscard]] bool has_one_market(const question& asked);

/// Whether there is anything to pair; else standard error says what is missing `to` do it (`rank`, `compare`).
[[nodiscard]] bool has_pairings(const question& asked, const std::string& to);

/// Ids of entities, in their order.
template <class Entity>
[[nodiscard]] std::vector<std::string> ids_of(const std::vector<const Entity*>& entities) {
  std::vector<std::string> result;
  for (const Entity* each : entities) result.push_back(each->id);
  return result;
}

/// Tells a mistake in how the planner was called.
void usage_error(const std::string& message);

}  // namespace planner
