#pragma once

#include <portfit/catalog/agreement.hpp>
#include <portfit/catalog/count_table.hpp>
#include <portfit/catalog/diagnostic.hpp>
#include <portfit/catalog/entity.hpp>
#include <portfit/catalog/hazard.hpp>
#include <portfit/catalog/market.hpp>
#include <portfit/catalog/remedy.hpp>
#include <portfit/catalog/vocabulary.hpp>
#include <portfit/quantity/money.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace portfit {

/// Where a fact comes from.
struct source {
  std::string id;
  std::string title;
  std::optional<date> published;  ///< of a partial date the last day
  confidence trust = confidence::c;
  std::string url;
  std::string licence;
  std::string note;
  friend bool operator==(const source&, const source&) = default;
};

/// Limits on the asking payer's own share.
struct budget {
  std::optional<double> money;   ///< catalog's currency
  std::optional<double> effort;  ///< person-months
  friend bool operator==(const budget&, const budget&) = default;
};

/// Everything we were told, as plain values, by id.
///
/// Made by `read_catalog` (from documents) or `catalog_builder` (in C++); both leave ids, names and types checked.
struct catalog {
  std::optional<date> as_of;
  std::string currency = "USD";
  std::map<std::string, double> rates;  ///< value of one unit of a currency in `currency`
  std::optional<double> person_month;   ///< money
  std::optional<double> scale;          ///< money that halves a score; none: cost does not enter
  portfit::budget budget;
  std::map<std::string, portfit::source> sources;
  vocabulary facts;
  fact_table world;  ///< facts of the world
  std::map<std::string, vendor> vendors;
  std::map<std::string, platform> platforms;
  std::map<std::string, device> devices;
  std::map<std::string, operating_system> systems;
  std::map<std::string, port> ports;  ///< by `os/target`
  std::map<std::string, remedy> remedies;
  std::map<std::string, place> places;
  std::map<std::string, service> services;
  std::map<std::string, agreement> agreements;
  std::map<std::string, rule> rules;
  std::map<std::string, market> markets;
  std::map<std::string, hazard> hazards;
  std::map<std::string, count_table> counts;
  std::vector<std::string> overriding_files;
  std::vector<std::string> edits;  ///< what was said anew after all files, as written, in order (see `edit`)
  std::uint64_t fingerprint = 0;   ///< of all inputs, in order
  /// Whether both say the same, dates and sources included, and were read from the same inputs.
  friend bool operator==(const catalog&, const catalog&) = default;
};

}  // namespace portfit
