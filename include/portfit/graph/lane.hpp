#pragma once

#include <portfit/catalog/fact.hpp>
#include <portfit/catalog/remedy.hpp>
#include <portfit/graph/counted_chance.hpp>
#include <portfit/graph/exposure.hpp>
#include <portfit/quantity/bounds.hpp>

#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What is known of one fact slot for one device.
struct fact_state {
  enum class origin {
    stated,         ///< by an entity
    defaulted,      ///< by the vocabulary's `default:`
    assumed_prior,  ///< nobody stated it; the vocabulary's `unless_known:` is believed
    absent,         ///< nobody stated it and nothing is believed
  };
  /// Owner and name, as `platform mt6765: kernel_source`; equal keys are one fact, known or unknown.
  std::string key;
  std::string owner;  ///< id of the entity that states it, or to which the question would go
  origin from = origin::absent;
  std::vector<fact_value> values;  ///< empty: unknown
  distribution belief;
  const fact* statement = nullptr;  ///< of `stated`

  [[nodiscard]] bool is_known() const { return !values.empty(); }
};

/// Three-valued: unknown is never no.
enum class answer : unsigned char { no, yes, unknown };

/// What nobody knows of the entities of a pairing.
struct entity_question {
  std::string key;  ///< `acme: holds google`; equal keys are one unknown
  std::optional<double> chance;
  bool negated = false;  ///< the condition asks for the opposite
};

/// The chance that a hazard has not happened at the horizon: known exactly, or between two ends.
struct hazard_chance {
  double low = 1;
  double high = 1;
  double upper = 0;              ///< weight of the upper end that keeps the mean of the whole; one half for bare ends
  bool is_bare = false;          ///< no prior says where between its ends it lies
  bool is_extrapolated = false;  ///< the survival table ends before the horizon

  [[nodiscard]] double mean() const { return low + upper * (high - low); }
};

/// One device seen through one constraint graph: states of its facts and what its vendor stands to lose.
struct lane {
  std::string device;
  std::string vendor;
  std::string platform;                              ///< empty: unknown
  std::vector<fact_state> facts;                     ///< by slot
  std::vector<answer> entity_tests;                  ///< by condition (of `entity_test` and `exposure_zero`)
  std::map<std::size_t, entity_question> questions;  ///< by condition whose entity test is unknown
  bounds<double> gain;                               ///< of the vendor, money: units x margin x years
  std::vector<bounds<double>>
      losses;  ///< by forbidden act: exposure x chance of enforcement, money; high may be infinite
  std::vector<bounds<double>> payments;                  ///< by remedy: what it pays to the vendor, money
  std::vector<bounds<double>> vendor_costs;              ///< by remedy: what it costs the vendor, money
  std::vector<exposed_money> exposed;                    ///< by forbidden act: how its loss comes about
  std::vector<hazard_chance> survives;                   ///< by hazard
  std::map<std::string, const counted_chance*> counted;  ///< by count table that some remedy asks; of the graph
};

/// The chance that a line of a remedy's `works` tells for this device.
[[nodiscard]] inline estimate chance_of(const figure_line& line, const lane& device) {
  return line.counted.empty() ? line.is : estimate::exactly(device.counted.at(line.counted)->mean());
}

}  // namespace portfit
