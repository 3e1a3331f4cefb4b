#pragma once

#include <portfit/catalog/describe_value.hpp>
#include <portfit/graph/encoded_fact.hpp>
#include <portfit/graph/fact_classes.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace portfit::detail {

/// Classes of one unknown fact in words, and a value of each as a catalog would state it.
class class_words {
 public:
  class_words(const encoded_fact& fact, const std::string& currency) : fact_(fact), currency_(currency) {
    if (!is_number()) return;
    const bounds<double> support = support_of(*fact.declared, fact.state->belief);
    pieces_ = stretches(cuts(fact.tests, fact.changes), support);
    for (const stretch& each : pieces_) rows_.push_back(row_of(example_of(each)));
  }

  /// `yes`, `photo or video`, `less than 3 GiB`, `3 GiB or more, less than 4 GiB`; one of its values where nothing else can be
  /// said.
  [[nodiscard]] std::string text(std::size_t which) const {
    const fact_class& chosen = fact_.classes[which];
    if (!is_number()) return chosen.text;
    std::string text;
    for (const auto& [first, last] : runs(which)) text += (text.empty() ? "" : "; or ") + run_text(first, last);
    return text.empty() ? value_text(chosen.example) : text;
  }

  /// One value of the class, as plain a one as there is. @post It gives the answers of the class to every condition.
  [[nodiscard]] fact_value value(std::size_t which) const {
    const fact_class& chosen = fact_.classes[which];
    if (!is_number()) return chosen.example;
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
  [[nodiscard]] bool is_number() const {
    switch (fact_.declared->type) {
      case fact_type::quantity:
      case fact_type::money:
      case fact_type::version:
      case fact_type::date: return true;
      default: return false;
    }
  }

  [[nodiscard]] answer_row row_of(const fact_value& example) const {
    return answers_of(fact_class{example, {}, 0, 0}, fact_.tests, fact_.changes).all;
  }

  /// Rows of neighbouring pieces that give the answers of the class, from first to last.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> runs(std::size_t which) const {
    const answer_row wanted = row_of(fact_.classes[which].example);
    std::vector<std::pair<std::size_t, std::size_t>> result;
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
    if (first == last && is_point(pieces_[first])) return value_text(pieces_[first].low);
    const bool is_date = fact_.declared->type == fact_type::date;
    std::string text;
    if (first > 0) {
      const std::string low = value_text(pieces_[first].low);
      text = is_point(pieces_[first]) ? low + (is_date ? " or later" : " or more")
                                      : (is_date ? "after " : "more than ") + low;
    }
    if (last + 1 < pieces_.size()) {
      const std::string high = value_text(pieces_[last].high);
      text += (text.empty() ? "" : ", ") + (is_point(pieces_[last]) ? high + (is_date ? " or earlier" : " or less")
                                                                    : (is_date ? "before " : "less than ") + high);
    }
    return text.empty() ? "anything" : text;
  }

  const encoded_fact& fact_;
  const std::string& currency_;
  std::vector<stretch> pieces_;
  std::vector<answer_row> rows_;
};

}  // namespace portfit::detail
