#pragma once

#include <portfit/catalog/fact.hpp>
#include <portfit/catalog/requirement.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// What every named thing has: an id, facts and requirements of its own.
struct entity {
  std::string id;
  std::string name;  ///< for people; may be empty
  fact_table facts;
  requirements asks;
  std::string note;
  std::string source;
  written_at where;
  friend bool operator==(const entity&, const entity&) = default;
};

/// The brand that sells a device, its contract maker, or a chip maker.
struct vendor : entity {
  std::string home;                ///< id of a place; may be empty (unknown)
  std::vector<std::string> holds;  ///< agreements
  /// Agreements nobody knows whether it holds, with the chance that it does, where one is believed. What stands in neither is
  /// not held.
  std::map<std::string, std::optional<double>> may_hold;
  friend bool operator==(const vendor&, const vendor&) = default;
};

/// A hardware platform (system on chip), or a family of some.
struct platform : entity {
  std::string vendor;  ///< the chip maker; not inherited from
  std::string family;  ///< id of the platform whose facts it inherits; empty: its own
  friend bool operator==(const platform&, const platform&) = default;
};

/// A device as sold.
struct device : entity {
  std::string vendor;    ///< brand
  std::string platform;  ///< empty: unknown
  std::string built_by;  ///< contract maker; empty: the brand
  friend bool operator==(const device&, const device&) = default;
};

/// An operating system, or an abstract base of some.
struct operating_system : entity {
  std::string based_on;  ///< facts and requirements are inherited from it
  bool abstract = false;
  std::map<std::string, double> provides;  ///< services and how far they cover (0..1)
  friend bool operator==(const operating_system&, const operating_system&) = default;
};

/// Facts of one system on one device, platform or vendor: `aurora/x1`.
struct port : entity {
  std::string os;
  std::string target;
  friend bool operator==(const port&, const port&) = default;
};

}  // namespace portfit
