#pragma once

#include <portfit/analysis/what_if.hpp>
#include <portfit/report/explanation_words.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace portfit::detail {

/// `set 1 and set 3 (set 1 turns the verdict)`: the edits that a change needs.
[[nodiscard]] inline std::string edit_numbers(const what_if_change& change) {
  std::string all;
  std::string turning;
  std::size_t turn = 0;
  for (std::size_t index = 0; index < change.edits.size(); ++index) {
    const std::string number = "set " + std::to_string(change.edits[index] + 1);
    all += (all.empty() ? "" : " and ") + number;
    if (!change.moved.causes[index].turns_verdict) continue;
    turning += (turning.empty() ? "" : " and ") + number;
    ++turn;
  }
  if (turn == 0 || turn == change.edits.size()) return all;
  return all + " (" + turning + (turn == 1 ? " turns" : " turn") + " the verdict)";
}

/// The smallest of some conflicts in one line, and how many more there are.
[[nodiscard]] inline std::string conflict_text(const std::vector<std::vector<reason>>& conflicts) {
  if (conflicts.empty()) return {};
  std::string text = tell(in_telling_order(conflicts.front()));
  if (conflicts.size() > 1) text += " (and " + std::to_string(conflicts.size() - 1) + " more)";
  return text;
}

}  // namespace portfit::detail
