#pragma once

#include <portfit/analysis/assess.hpp>
#include <portfit/analysis/services.hpp>
#include <portfit/analysis/stake.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace portfit {

/// Which pairings are looked at; an empty list means all.
struct contagion_options {
  assess_options assess;
  std::vector<std::string> systems;
  std::vector<std::string> devices;  ///< others of the vendor are left out
  std::vector<std::string> markets;
  /// Called after each pairing with the number done and the number in all; may be empty.
  std::function<void(std::size_t, std::size_t)> progress;
  std::stop_token stop;
};

/// Whether one pairing does what one clause forbids, before any plan.
struct breach {
  /// Stable: `breach`, `no_breach`, `excepted` (the clause does not count at that place on that day), `depends` (on facts
  /// nobody knows).
  std::string code;
  std::string os;
  std::string device;
  std::string market;
  answer done = answer::no;
  interval chance;                      ///< that it is done, with priors; two ends where unknowns have none
  std::vector<std::string> depends_on;  ///< unknown facts, by key
  bool avoidable = false;               ///< it is or may be done, but some plan surely keeps it from being done
  bool can_arise = false;               ///< it is not done, but some plan may lead to it
  /// What the vendor gains and loses if it is done; of an excepted one, nothing is lost.
  stake at_stake;

  /// It is done, or answers or a plan may lead to it.
  [[nodiscard]] bool may_happen() const { return done != answer::no || can_arise; }
};

/// What one device of the vendor, sold as the agreement wants it, keeps of one service once the agreement is lost.
struct service_after_loss {
  /// Stable: `lost` (granted, then no longer), `withdrawn` (a law already keeps it from being granted there), `not_granted` (a
  /// condition of the grant on the device or the market fails), `depends` (on facts nobody knows).
  std::string code;
  std::string device;
  std::string market;
  answer granted = answer::yes;        ///< before
  std::vector<service_loss> withheld;  ///< why it is not, or may not be, granted before
  service_coverage after;              ///< what replaces it, and how far
};

/// A pairing whose answer is another once the vendor no longer holds the agreement.
struct changed_pairing {
  assessment before;
  assessment after;
  answer breaches = answer::no;  ///< it does itself, before any plan, what some clause of the agreement forbids
};

/// One forbidden act of an agreement, and where it is done.
struct act_contagion {
  std::string act;        ///< name
  std::string forbidden;  ///< in the catalog's words
  std::string source;
  position where;
  bool forfeits_grants = false;
  bool across_vendor = false;    ///< a breach counts for every device of the vendor, not for the one alone
  std::vector<breach> pairings;  ///< by market, system, device
  /// What is lost by a breach, money, over all pairings that may breach; high may be infinite. Nothing where none may.
  std::optional<bounds<double>> exposure;
  std::optional<bounds<double>> at_risk;  ///< exposure x chance of enforcement
};

/// One agreement of the vendor, and what losing it would do.
struct agreement_contagion {
  std::string agreement;
  std::vector<std::string> grants;  ///< services
  std::vector<act_contagion> acts;  ///< one breach anywhere, at vendor scope, loses the grants everywhere
  /// Devices that can lose the grants: all at vendor scope, else those that breach. By id.
  std::vector<std::string> devices_at_risk;
  std::vector<service_after_loss> services;  ///< of those devices; by service, market, device
  std::vector<changed_pairing> changes;      ///< of those devices; by market, system, device
};

/// What a vendor could lose by taking a system on, everywhere.
struct vendor_contagion {
  /// Stable:
  /// - `no_device`: the vendor sells none that is looked at
  /// - `nothing_held`: it holds no agreement, so it has nothing to lose
  /// - `nothing_forbidden`: no pairing does what its agreements forbid
  /// - `willing`, `not_willing`: in all pairings that (may) breach
  /// - `depends`: on the pairing, or on facts nobody knows
  std::string code;
  std::string vendor;
  std::vector<std::string> devices;
  std::size_t pairings = 0;  ///< looked at
  std::vector<agreement_contagion> agreements;
  std::optional<bounds<double>> gain;  ///< by one pairing, over the markets; none: no market says
  std::size_t willing = 0;             ///< pairings that may breach, and the vendor agrees to it
  std::size_t unwilling = 0;           ///< it does not
  std::size_t open = 0;                ///< that is unknown
  bool complete = true;                ///< false: stopped on the way, or a limit was reached
};

}  // namespace portfit
