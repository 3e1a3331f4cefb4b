#pragma once

#include <portfit/graph/constraint_graph.hpp>
#include <portfit/graph/detail/fact_changes.hpp>
#include <portfit/graph/encoded_fact.hpp>
#include <portfit/graph/fact_classes.hpp>
#include <portfit/graph/lane.hpp>
#include <portfit/graph/relevance.hpp>
#include <portfit/resolve/fact_columns.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// What a fact contributes to the formula of a lane. Contents with equal codes give the same formula, and the same chances in
/// it; those with equal structures the same formula.
struct fact_code {
  bool is_known = false;
  std::uint32_t structure = 0;
  std::vector<double> chances;  ///< of the chain's variables, where they are not part of the structure
};

/// The slots of a lane that lead to one fact, and what its conditions tell apart.
///
/// A known fact counts by the answers it gives to every condition after every change remedies may bring about; an unknown one
/// by its classes and theirs. A fact that is compared with another one, and an unknown set of words, count by what they are.
class fact_group {
 public:
  fact_group(const constraint_tables& all, const std::vector<std::size_t>& members, const std::vector<relevance>& how)
      : first_(members.front()) {
    asked_.slot = first_;
    asked_.declared = all.facts[first_].declared;
    const auto is_own = [&](std::size_t slot) {
      return std::find(members.begin(), members.end(), slot) != members.end();
    };
    for (std::size_t remedy = 0; remedy < all.remedies.size(); ++remedy)
      for (const effect& each : all.remedies[remedy].what->effects)
        for (const std::size_t slot : members)
          if (all.facts[slot].reference == each.fact) asked_.touching.emplace_back(remedy, &each);
    asked_.changes = fact_changes(all).all_of(asked_);
    looked_at_ = asked_.changes;
    for (const hazard_entry& hazard : all.hazards)
      for (const fact_reference& broken : hazard.what->breaks)
        for (const std::size_t slot : members)
          if (all.facts[slot].reference == broken) is_broken_ = true;
    if (is_broken_) looked_at_.emplace_back().broken = true;
    for (std::size_t index = 0; index < all.conditions.size(); ++index) {
      const constraint_condition& condition = all.conditions[index];
      if (condition.is != constraint_condition::kind::fact_test) continue;
      const bool is_other = condition.other_slot && is_own(*condition.other_slot);
      if (!is_own(condition.slot) && !is_other) continue;
      is_compared_ = is_compared_ || condition.other_slot.has_value();
      conditions_.push_back(index);
      every_test_.push_back({condition.compares, condition.bound, how[index] == relevance::goal});
      if (how[index] != relevance::none) asked_.tests.push_back(every_test_.back());
    }
  }

  [[nodiscard]] std::size_t slot() const { return first_; }
  [[nodiscard]] const std::vector<std::size_t>& conditions() const { return conditions_; }
  [[nodiscard]] bool is_compared() const { return is_compared_; }
  /// Nothing changes it, and it is compared with no other fact: once known, all conditions on it are settled.
  [[nodiscard]] bool is_plain() const { return !is_compared_ && !is_broken_ && asked_.touching.empty(); }
  [[nodiscard]] bool is_touched() const { return !asked_.touching.empty(); }
  [[nodiscard]] const fact_code& code(std::uint32_t number) const { return codes_[number]; }

  /// The code of a content of this fact's column.
  std::uint32_t code_of(const fact_column& column, std::uint32_t content) {
    if (content >= code_of_.size()) code_of_.resize(column.content_count(), not_yet);
    if (code_of_[content] == not_yet) code_of_[content] = find_code(column.content(content), content);
    return code_of_[content];
  }

 private:
  static constexpr std::uint32_t not_yet = 0xffffffffU;

  std::uint32_t find_code(const fact_content& content, std::uint32_t number) {
    fact_code made;
    made.is_known = content.is_known();
    std::string text;
    if (is_compared_ || (!made.is_known && asked_.declared->type == fact_type::word_set))
      text = "as it is " + std::to_string(number);
    else if (made.is_known)
      text = "known" + answers_of_values(content.values);
    else
      text = "unknown" + answers_of_classes(content, made.chances);
    made.structure = structures_.emplace(text, static_cast<std::uint32_t>(structures_.size())).first->second;
    const auto [found, is_new] =
        codes_by_what_.emplace(std::pair(made.structure, made.chances), static_cast<std::uint32_t>(codes_.size()));
    if (is_new) codes_.push_back(std::move(made));
    return found->second;
  }

  [[nodiscard]] std::string answers_of_values(const std::vector<fact_value>& values) const {
    std::string row;
    for (const fact_test& test : every_test_)
      for (const fact_change& change : looked_at_)
        row += std::any_of(values.begin(), values.end(),
                           [&](const fact_value& each) { return holds_after(test, each, change); })
                   ? '1'
                   : '0';
    return row;
  }

  [[nodiscard]] std::string answers_of_classes(const fact_content& content, std::vector<double>& chances) const {
    if (asked_.tests.empty()) return {};  // never asked: no classes
    const bool has_prior = content.has_prior();
    const auto classes = classify(*asked_.declared, content.belief, asked_.tests, asked_.changes);
    chances = chain_chances(classes, has_prior);
    std::string row = has_prior ? " with a prior" : "";
    for (const fact_class& each : classes) row += '/' + answers_of_values({each.example});
    return row;
  }

  std::size_t first_;
  encoded_fact asked_;
  std::vector<fact_change> looked_at_;
  std::vector<fact_test> every_test_;  // those that are never asked too
  std::vector<std::size_t> conditions_;
  bool is_compared_ = false;
  bool is_broken_ = false;
  std::vector<std::uint32_t> code_of_;  // by content
  std::vector<fact_code> codes_;
  std::map<std::string, std::uint32_t> structures_;
  std::map<std::pair<std::uint32_t, std::vector<double>>, std::uint32_t> codes_by_what_;
};

}  // namespace portfit::detail
