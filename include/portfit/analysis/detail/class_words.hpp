#pragma once

#include <portfit/analysis/detail/reasons.hpp>
#include <portfit/catalog/describe_value.hpp>
#include <portfit/catalog/natural_range.hpp>
#include <portfit/graph/encoded_fact.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace portfit::detail {

/// The numbers of one class, where they hang together.
struct class_span {
  stretch ends;
  bool has_low = false;  ///< the low end itself belongs to the class
  bool has_high = false;
};

/// Tells classes of an unknown fact by their values: `2 GiB to below 4 GiB`, `4 GiB or more`, `yes`.
class class_words {
 public:
  class_words(const reason_writer& words, const encoded_fact& fact, const distribution& belief,
              const std::string& currency)
      : words_(words), fact_(fact), belief_(belief), currency_(currency) {
    const fact_type type = fact.declared->type;
    if (!fact.declared->is_ordered() || type == fact_type::yes_no || type == fact_type::ordered_words) return;
    for (const fact_class& each : fact.classes) answers_.push_back(answers_of(each, fact.tests, fact.changes).all);
    for (const stretch& each : stretches(cuts(fact.tests, fact.changes), support_of(*fact.declared, belief)))
      pieces_.push_back({each, class_of(each)});
  }

  [[nodiscard]] std::string of(std::size_t which) const {
    const std::optional<class_span> span = span_of(which);
    return span ? text_of(*span) : words_.class_text(fact_, which, {});
  }

 private:
  struct piece {
    stretch ends;
    std::optional<std::size_t> lies_in;
  };

  /// The class that answers all tests alike.
  [[nodiscard]] std::optional<std::size_t> class_of(const stretch& each) const {
    const answer_row row = answers_of({example_of(each), "", 0, 0}, fact_.tests, fact_.changes).all;
    const auto found = std::find(answers_.begin(), answers_.end(), row);
    if (found == answers_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - answers_.begin());
  }

  /// Nothing where the class is no single span of numbers.
  [[nodiscard]] std::optional<class_span> span_of(std::size_t which) const {
    std::optional<class_span> result;
    bool ended = false;
    for (const piece& each : pieces_) {
      if (each.lies_in != which) {
        ended = result.has_value();
        continue;
      }
      if (ended) return std::nullopt;
      const bool is_point = each.ends.low == each.ends.high;
      if (!result) result = class_span{each.ends, is_point, is_point};
      result->ends.high = each.ends.high;
      result->has_high = is_point;
    }
    if (!result) return result;
    const bounds<double> support = support_of(*fact_.declared, belief_);
    result->has_low = result->has_low || result->ends.low == support.low;
    result->has_high = result->has_high || result->ends.high == support.high;
    return result;
  }

  [[nodiscard]] std::string text_of(const class_span& span) const {
    const auto at = [&](double number) { return describe_value(*fact_.declared, number, currency_); };
    const auto& [low, high] = span.ends;
    const bool told = belief_.is == distribution::form::range || belief_.is == distribution::form::triangular;
    const bool from_nothing = std::isinf(low) || (!told && low == natural_range(*fact_.declared).low);
    const bool to_anything = std::isinf(high);
    if (low == high) return at(low);
    if (from_nothing && to_anything) return "anything";
    const bool is_date = fact_.declared->type == fact_type::date;
    const std::string below = is_date ? "before " : "below ";
    const std::string above = is_date ? "after " : "above ";
    if (to_anything) return span.has_low ? at(low) + (is_date ? " or later" : " or more") : above + at(low);
    if (from_nothing) return span.has_high ? at(high) + (is_date ? " or earlier" : " or less") : below + at(high);
    return (span.has_low ? "" : above) + at(low) + " to " + (span.has_high ? "" : below) + at(high);
  }

  const reason_writer& words_;
  const encoded_fact& fact_;
  const distribution& belief_;
  const std::string& currency_;
  std::vector<answer_row> answers_;  // by class
  std::vector<piece> pieces_;
};

}  // namespace portfit::detail
