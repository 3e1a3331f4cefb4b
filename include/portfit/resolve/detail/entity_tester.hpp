#pragma once

#include <portfit/catalog/catalog.hpp>
#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/resolve/lookup.hpp>
#include <portfit/resolve/places.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace portfit::detail {

/// Answers conditions about the entities of one pairing: who the vendor is, what it holds, where it is at home.
class entity_tester {
 public:
  entity_tester(const catalog& world, date day, const pairing_entities& who)
      : world_(world),
        day_(day),
        who_(who),
        vendor_(who.device->vendor),
        maker_(who.device->built_by.empty() ? who.device->vendor : who.device->built_by) {}

  /// The answer; of an unknown one `question` says what would have to be asked.
  /// @pre `asked` is an entity test.
  [[nodiscard]] answer test(const constraint_condition& asked, entity_question& question) const {
    if (!asked.rule.empty()) return answer::yes;  // only rules in force are in the graph
    if (!asked.agreement.empty()) return holds(vendor_, asked.agreement, question);
    const std::string& wanted = std::get<std::string>(asked.bound);
    const answer same = matches(asked.written.subject, wanted, question);
    question.negated = asked.compares == comparison::not_equal;
    if (!question.negated || same == answer::unknown) return same;
    return same == answer::yes ? answer::no : answer::yes;
  }

 private:
  static answer yes_or_no(bool holds) { return holds ? answer::yes : answer::no; }

  /// An id that may be empty, which is unknown: then `question` is about `what`, as `x1: platform`.
  [[nodiscard]] static answer same_id(const std::string& id, const std::string& wanted, const std::string& what,
                                      entity_question& question) {
    if (!id.empty()) return yes_or_no(id == wanted);
    question.key = what + " = " + wanted;
    return answer::unknown;
  }

  [[nodiscard]] answer matches(const fact_reference& subject, const std::string& wanted,
                               entity_question& question) const {
    switch (subject.owner) {
      case fact_owner::os: return yes_or_no(os_is(wanted, !subject.name.empty()));
      case fact_owner::device: return yes_or_no(who_.device->id == wanted);
      case fact_owner::market:
        return yes_or_no(subject.name.empty() ? who_.market->id == wanted
                                              : sold_within(world_, *who_.market, {wanted}, day_));
      case fact_owner::platform: return platform_is(subject, wanted, question);
      default: break;
    }
    const std::string& company = subject.owner == fact_owner::built_by ? maker_ : vendor_;
    if (subject.name == "holds") return holds(company, wanted, question);
    return subject.name.empty() ? yes_or_no(company == wanted) : home_of(company, wanted, question);
  }

  /// A system is itself and everything it is based on.
  [[nodiscard]] bool os_is(const std::string& wanted, bool bases_only) const {
    const auto chain = lineage(world_, who_.os->id);
    return std::any_of(chain.begin(), chain.end(), [&](const operating_system* each) {
      return each->id == wanted && !(bases_only && each->id == who_.os->id);
    });
  }

  [[nodiscard]] answer platform_is(const fact_reference& subject, const std::string& wanted,
                                   entity_question& question) const {
    const std::string& platform = who_.device->platform;
    if (!subject.name.empty())
      return same_id(chip_maker(world_, platform), wanted,
                     (platform.empty() ? who_.device->id + ": platform" : platform) + ": vendor", question);
    // A platform is also its families.
    const auto chain = platform_line(world_, platform);
    const bool of_it = std::any_of(chain.begin(), chain.end(), [&](const auto* each) { return each->id == wanted; });
    return of_it ? answer::yes : same_id(platform, wanted, who_.device->id + ": platform", question);
  }

  [[nodiscard]] answer home_of(const std::string& company, const std::string& wanted, entity_question& question) const {
    const auto found = world_.vendors.find(company);
    if (found != world_.vendors.end() && !found->second.home.empty())
      return yes_or_no(lies_within(world_, found->second.home, wanted, day_));
    return same_id({}, wanted, company + ": home", question);
  }

  [[nodiscard]] answer holds(const std::string& company, const std::string& agreement,
                             entity_question& question) const {
    const auto found = world_.vendors.find(company);
    question.key = company + ": holds " + agreement;
    if (found == world_.vendors.end()) return answer::unknown;
    const auto& held = found->second.holds;
    if (std::find(held.begin(), held.end(), agreement) != held.end()) return answer::yes;
    const auto maybe = found->second.may_hold.find(agreement);
    if (maybe == found->second.may_hold.end()) return answer::no;
    question.chance = maybe->second;
    return answer::unknown;
  }

  const catalog& world_;
  date day_;
  const pairing_entities& who_;
  const std::string& vendor_;
  const std::string& maker_;
};

}  // namespace portfit::detail
