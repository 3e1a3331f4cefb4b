#pragma once

#include <portfit/catalog/describe_value.hpp>
#include <portfit/catalog/natural_range.hpp>
#include <portfit/graph/encoded_fact.hpp>
#include <portfit/graph/fact_classes.hpp>

#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portfit::detail {

/// Classes of one unknown fact in words, and a value of each as a catalog would state it.
class class_words {
 public:
  /// @param belief what the fact may be: its own, or what it is supposed to be instead
  class_words(const encoded_fact& fact, const distribution& belief, const std::string& currency)
      : fact_(fact), belief_(belief), currency_(currency) {
    const fact_type type = fact.declared->type;
    if (!fact.declared->is_ordered() || type == fact_type::yes_no || type == fact_type::ordered_words) return;
    pieces_ = stretches(cuts(fact.tests, fact.changes), support_of(*fact.declared, belief));
    for (const stretch& each : pieces_) rows_.push_back(row_of(example_of(each)));
  }

  /// `yes`, `photo or video`, `below 3 GiB`, `3 GiB to below 4 GiB`, `4 GiB or more`; one of its values where nothing else can
  /// be said.
  [[nodiscard]] std::string text(std::size_t which) const {
    const fact_class& chosen = fact_.classes[which];
    std::string text;
    for (const auto& [first, last] : runs(which)) text += (text.empty() ? "" : "; or ") + run_text(first, last);
    if (!text.empty()) return text;
    return chosen.text.empty() ? value_text(chosen.example) : chosen.text;
  }

  /// One value of the class, as plain a one as there is. @post It gives the answers of the class to every condition.
  [[nodiscard]] fact_value value(std::size_t which) const {
    const fact_class& chosen = fact_.classes[which];
    if (pieces_.empty()) return chosen.example;
    std::vector<double> candidates;
    for (const auto& [first, last] : runs(which))
      for (const double each : {pieces_[first].low, pieces_[last].high})
        if (std::isfinite(each)) candidates.push_back(each);
    candidates.push_back(std::floor(std::get<double>(chosen.example)));
    const answer_row wanted = row_of(chosen.example);
    for (const double each : candidates)
      if (row_of(each) == wanted) return each;
    return chosen.example;
  }

  /// A value as a catalog would write it.
  [[nodiscard]] std::string value_text(const fact_value& what) const {
    if (const auto* words = std::get_if<std::set<std::string>>(&what)) {
      std::string list;
      for (const std::string& each : *words) list += (list.empty() ? "" : ", ") + each;
      return '[' + list + ']';
    }
    return describe_value(*fact_.declared, what, currency_);
  }

 private:
  [[nodiscard]] answer_row row_of(const fact_value& example) const {
    return answers_of(fact_class{example, {}, 0, 0}, fact_.tests, fact_.changes).all;
  }

  /// Rows of neighbouring pieces that give the answers of the class, from first to last. None, if it is no class of numbers.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> runs(std::size_t which) const {
    std::vector<std::pair<std::size_t, std::size_t>> result;
    if (pieces_.empty()) return result;
    const answer_row wanted = row_of(fact_.classes[which].example);
    for (std::size_t index = 0; index < pieces_.size(); ++index) {
      if (!(rows_[index] == wanted)) continue;
      if (!result.empty() && result.back().second + 1 == index)
        result.back().second = index;
      else
        result.emplace_back(index, index);
    }
    return result;
  }

  [[nodiscard]] static bool is_point(const stretch& piece) { return piece.low == piece.high; }

  [[nodiscard]] std::string run_text(std::size_t first, std::size_t last) const {
    const double low = pieces_[first].low;
    const double high = pieces_[last].high;
    if (low == high) return value_text(low);
    // Ends that nobody told are no news: below 3 GiB, not 0 to below 3 GiB.
    const bool told = belief_.is == distribution::form::range || belief_.is == distribution::form::triangular;
    const bool from_nothing = std::isinf(low) || (!told && low == natural_range(*fact_.declared).low);
    const bool to_anything = std::isinf(high) || (!told && high == natural_range(*fact_.declared).high);
    const bounds<double> support = support_of(*fact_.declared, belief_);
    const bool has_low = is_point(pieces_[first]) || low == support.low;
    const bool has_high = is_point(pieces_[last]) || high == support.high;
    const bool is_date = fact_.declared->type == fact_type::date;
    if (from_nothing && to_anything) return "anything";
    // Infinite ends have no text: only those that are told are put into words.
    const std::string above = from_nothing ? "" : (has_low ? "" : is_date ? "after " : "above ") + value_text(low);
    const std::string below = to_anything ? "" : (has_high ? "" : is_date ? "before " : "below ") + value_text(high);
    if (to_anything) return above + (!has_low ? "" : is_date ? " or later" : " or more");
    if (from_nothing) return below + (!has_high ? "" : is_date ? " or earlier" : " or less");
    return above + " to " + below;
  }

  const encoded_fact& fact_;
  const distribution& belief_;
  const std::string& currency_;
  std::vector<stretch> pieces_;   // in ascending order; none if the fact is no number
  std::vector<answer_row> rows_;  // by piece
};

}  // namespace portfit::detail
