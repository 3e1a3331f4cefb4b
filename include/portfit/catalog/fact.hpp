#pragma once

#include <portfit/catalog/diagnostic.hpp>
#include <portfit/catalog/fact_value.hpp>
#include <portfit/quantity/date.hpp>

#include <boost/container/flat_map.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// How far a source is trusted; the order is that of `--trust`. `contradicted` (X) makes a fact unknown.
enum class confidence { contradicted, assumed, c, s, b, a };

/// What is believed of an unknown value.
struct distribution {
  enum class form {
    none,        ///< nothing is known
    chance,      ///< yes/no: `chance` of yes
    weights,     ///< words: `weights`, summing to 1
    range,       ///< support only: between `low` and `high`, no prior
    triangular,  ///< `low`..`likely`..`high`
  };
  form is = form::none;
  double chance = 0;
  std::map<std::string, double> weights;
  double low = 0;
  double likely = 0;
  double high = 0;
  friend bool operator==(const distribution&, const distribution&) = default;
};

/// One statement about one fact of one entity.
///
/// Known if `values` holds at least one value (several: all of them to be had, as a phone sold with 3 or 4 GiB);
/// else unknown with `belief`, which masks what would be inherited.
struct fact {
  // First what every look at a fact needs: it fits a line of the cache.
  std::vector<fact_value> values;
  confidence trust = confidence::c;
  /// Stated in a file headed `overrides: true`.
  bool overrides = false;
  std::optional<date> from;   ///< counts from this day
  std::optional<date> until;  ///< no longer on this day
  distribution belief;
  std::string name;
  /// As written, for people; may be empty.
  std::string text;
  std::string source;  ///< id of a source, may be empty
  std::string note;
  written_at where;

  [[nodiscard]] bool is_known() const { return !values.empty(); }
  friend bool operator==(const fact&, const fact&) = default;
};

/// All statements about one entity, by fact name; several with different dates or sources may stand side by side.
/// They lie in a row, for whoever ranks a market walks over those of every device.
using fact_table = boost::container::flat_map<std::string, std::vector<fact>>;

}  // namespace portfit
