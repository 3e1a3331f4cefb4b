#pragma once

#include <portfit/catalog/entity.hpp>
#include <portfit/catalog/requirement.hpp>
#include <portfit/quantity/date.hpp>
#include <portfit/quantity/estimate.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace portfit {

/// Where and when a clause counts, or does not: all parts given must hold.
struct applicability {
  /// Of an exception: every place of the market lies in one of these. Of a law or an exclusive promise: any does. Empty:
  /// anywhere.
  std::vector<std::string> sold_in;
  std::optional<expression> when;
  std::optional<date> from;   ///< counts from this day
  std::optional<date> until;  ///< no longer on this day
  std::string source;
  friend bool operator==(const applicability&, const applicability&) = default;
};

/// Does a loss the holder accepts count as a way through?
enum class acceptance {
  never,
  ask,      ///< only where nothing can be lost, or where the asker says so
  allowed,  ///< wherever the holder is willing
};

/// What a breach costs its holder per year: a money fact times a share.
struct exposure {
  std::optional<fact_reference> of;     ///< a money fact
  std::optional<fact_reference> share;  ///< a percent fact; none: all of it
  double years = 1;
  friend bool operator==(const exposure&, const exposure&) = default;
};

/// An act the holder promised not to do.
struct forbidden_act {
  std::string name;
  expression act;
  std::vector<applicability> except;
  bool forfeits_grants = false;  ///< `forfeits: all_grants`
  bool across_vendor = false;    ///< `across: vendor`: every device of the holder, not only this one
  estimate enforced{1, 1, 1};    ///< chance of enforcement
  std::optional<exposure> exposed;
  acceptance accept = acceptance::never;
  std::optional<waiver> waived;  ///< who may allow the act after all, until when, at what price
  std::string source;
  written_at where;
  friend bool operator==(const forbidden_act&, const forbidden_act&) = default;
};

/// A promise that nobody else may do something in a place for a time.
struct exclusivity {
  expression act;
  applicability where_and_when;
  friend bool operator==(const exclusivity&, const exclusivity&) = default;
};

/// A contract a vendor holds.
struct agreement : entity {
  std::string with;                 ///< the other party, for people; may be empty
  std::vector<std::string> grants;  ///< services
  std::optional<expression> grants_on;
  requirements obliges;  ///< musts of every device of a holder
  std::vector<exclusivity> exclusive;
  std::vector<forbidden_act> forbids;
  friend bool operator==(const agreement&, const agreement&) = default;
};

/// Law: it binds by place and brand, whoever signed what.
struct rule : entity {
  applicability applies;
  std::vector<std::string> withdraws;  ///< services agreements would grant
  requirements requires_;              ///< musts
  friend bool operator==(const rule&, const rule&) = default;
};

/// What covers for a service, and how far.
struct substitute {
  std::string name;
  double covers = 1;
  std::optional<expression> when;
  friend bool operator==(const substitute&, const substitute&) = default;
};

/// What buyers expect of a device.
struct service : entity {
  std::vector<substitute> replaced_by;
  friend bool operator==(const service&, const service&) = default;
};

/// A member of a place for a time.
struct membership {
  std::string place;
  std::optional<date> from;
  std::optional<date> until;
  friend bool operator==(const membership&, const membership&) = default;
};

/// A country or a group of places.
struct place : entity {
  std::vector<membership> contains;
  friend bool operator==(const place&, const place&) = default;
};

}  // namespace portfit
