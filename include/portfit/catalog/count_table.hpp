#pragma once

#include <portfit/catalog/entity.hpp>
#include <portfit/catalog/expression.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace portfit {

/// So many devices alike, counted by somebody: none of them need be in the catalog.
struct count_cell {
  std::string platform;              ///< id; empty: of any
  std::map<std::string, bool> in;    ///< by group of the table: all of them are in it, or none is; others are not told
  std::map<std::string, double> is;  ///< how many by word of the counted fact
  bool elsewhere = false;            ///< outside the population, see `count_table::among`
  std::string source;
  written_at where;
  friend bool operator==(const count_cell&, const count_cell&) = default;
};

/// What a group of devices has in common.
struct count_key {
  enum class kind {
    vendor,    ///< the brand
    platform,  ///< the widest family of the platform
    maker,     ///< the chip maker
    seen,      ///< whether it came out well for another device of the family
    group,     ///< whether the device is in the group `group` of the table
  };
  kind is = kind::platform;
  std::string group;
  friend bool operator==(const count_key&, const count_key&) = default;
};

/// How often something came out well: what makes a chance of counts.
///
/// Counted is one fact of devices, a word or yes/no. Those of the catalog whose fact is known count, and `cells` that others
/// counted. A device's chance is that of the most specific group it is in, shrunk towards the next wider one, see
/// `count_devices`.
struct count_table : entity {
  std::string of;                            ///< name of the counted fact
  std::set<std::string> yes;                 ///< the words of it that are a success
  std::optional<expression> among;           ///< the population; a device not known to be in it counts as elsewhere
  std::map<std::string, expression> groups;  ///< named conditions on devices
  std::vector<std::vector<count_key>> by;    ///< most specific first; after the last come all
  double strength = 4;                       ///< what the wider group weighs beside a group's own count, in devices
  double elsewhere = 0;                      ///< what a device elsewhere weighs, in groups by platform alone (0..1)
  std::set<std::string> evidence;            ///< facts that are no consequence of what is counted; empty: not told
  std::vector<count_cell> cells;
  friend bool operator==(const count_table&, const count_table&) = default;
};

}  // namespace portfit
