#pragma once

#include <portfit/catalog/document.hpp>
#include <portfit/import/detail/join_index.hpp>
#include <portfit/quantity/date.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace portfit::detail {

/// `1280x720` and `720x1280` are one screen, held in two ways.
inline std::string common_resolution(const std::string& text) {
  const auto cross = text.find('x');
  if (cross == std::string::npos) return text;
  const std::string turned = text.substr(cross + 1) + 'x' + text.substr(0, cross);
  return (std::min)(text, turned);
}

/// Do two texts say the same of a fact, one perhaps more exactly?
inline bool same_value(std::string_view fact, const std::string& a, const std::string& b) {
  if (folded(a) == folded(b)) return true;
  if (fact == "resolution") return common_resolution(folded(a)) == common_resolution(folded(b));
  if (fact != "released") return false;
  const auto first = read_date(a);
  const auto second = read_date(b);
  return first && second && first->low <= second->high && second->low <= first->high;
}

/// Do two statements leave room for each other? One that says nothing contradicts nothing; of several values one is enough.
inline bool agree(std::string_view fact, const document_node& a, const document_node& b) {
  const std::vector<std::string> first = texts_of(&a);
  const std::vector<std::string> second = texts_of(&b);
  if (first.empty() || second.empty() || first.front() == "unknown" || second.front() == "unknown") return true;
  return std::any_of(first.begin(), first.end(), [&](const std::string& one) {
    return std::any_of(second.begin(), second.end(),
                       [&](const std::string& other) { return same_value(fact, one, other); });
  });
}

/// Who states a fact, and how far he is trusted, as a catalog's reader will find.
struct statement_origin {
  std::string source;
  std::string confidence;

  /// The place among the levels, best first.
  [[nodiscard]] std::size_t rank() const {
    static constexpr std::array<std::string_view, 6> levels{"A", "B", "S", "C", "assumed", "X"};
    return static_cast<std::size_t>(std::find(levels.begin(), levels.end(), confidence) - levels.begin());
  }
  [[nodiscard]] std::string words() const { return (source.empty() ? "no source" : source) + " (" + confidence + ')'; }
};

inline statement_origin origin_of(const document_node& root, const document_node& entity, const document_node& fact) {
  statement_origin origin;
  for (const document_node* const place : {&fact, &entity}) {
    if (!place->is_map()) continue;
    const document_node* const source = place->find("source");
    const document_node* const confidence = place->find("confidence");
    if (origin.source.empty() && source != nullptr) origin.source = source->text;
    if (origin.confidence.empty() && confidence != nullptr) origin.confidence = confidence->text;
    if (!origin.source.empty() && origin.confidence.empty())
      if (const document_node* const declared = root.find("sources"))
        if (const document_node* const named = declared->find(origin.source))
          if (const document_node* const level = named->find("confidence")) origin.confidence = level->text;
    if (!origin.confidence.empty()) break;
  }
  if (origin.confidence.empty()) origin.confidence = "C";
  return origin;
}

}  // namespace portfit::detail
