#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portfit {

/// How many single edits turn `a` into `b`: insertion, deletion, change, or a swap of neighbours, each place edited once.
///
/// The restricted distance of Damerau and Levenshtein, by dynamic programming over three rows. Bytes are compared.
/// Complexity: O(|a| |b|) time, O(|b|) space.
[[nodiscard]] inline std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = (std::min)({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = (std::min)(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

namespace detail {

inline std::string lower_case(std::string_view text) {
  std::string lowered(text);
  for (char& letter : lowered)
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  return lowered;
}

/// The best candidate so far of a search for the name nearest to `given`.
class nearest_search {
 public:
  explicit nearest_search(std::string_view given) : given_(given), lowered_(lower_case(given)) {}

  void consider(std::string_view candidate) {
    // Nobody mistypes a name this long, and a hostile one must not cost quadratic time.
    if (given_.empty() || given_.size() > 64 || candidate.size() > 64) return;
    const std::size_t longer = (std::max)(given_.size(), candidate.size());
    const std::size_t shorter = (std::min)(given_.size(), candidate.size());
    const std::size_t allowed = (std::max)(std::size_t{1}, (longer + 1) / 3);
    if (longer - shorter > allowed) return;
    const std::size_t distance = edit_distance(lowered_, lower_case(candidate));
    if (distance > allowed || distance >= longer) return;
    const auto rank = std::pair(distance, edit_distance(given_, candidate));
    if (!found_ || rank < rank_ || (rank == rank_ && candidate < best_)) {
      found_ = true;
      rank_ = rank;
      best_ = std::string(candidate);
    }
  }

  [[nodiscard]] const std::string& best() const { return best_; }

 private:
  std::string_view given_;
  std::string lowered_;
  bool found_ = false;
  std::pair<std::size_t, std::size_t> rank_{};
  std::string best_;
};

inline std::string_view name_of(std::string_view name) { return name; }
template <class Key, class Value>
std::string_view name_of(const std::pair<Key, Value>& entry) {
  return entry.first;
}

}  // namespace detail

/// The name of `known` (names, or a map by name) that looks most like `given`, or an empty text.
///
/// Case counts less than letters; at most about a third of the letters may differ; ties go to the first in alphabetical order.
template <class Names>
[[nodiscard]] std::string nearest_name(std::string_view given, const Names& known) {
  detail::nearest_search search(given);
  for (const auto& candidate : known) search.consider(detail::name_of(candidate));
  return search.best();
}

}  // namespace portfit
