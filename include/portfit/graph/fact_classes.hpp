#pragma once

#include <portfit/catalog/expression.hpp>
#include <portfit/catalog/fact.hpp>
#include <portfit/catalog/natural_range.hpp>
#include <portfit/catalog/vocabulary.hpp>

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace portfit {

/// One question asked of a fact: `value compares bound`, for the bound or for one of the others.
///
/// A set of words is asked whether it includes the bound, a word, also with the bound a set, whether it is one of it.
struct fact_test {
  comparison compares = comparison::equal;
  fact_value bound = 1.0;
  bool matters = true;  ///< false: asked only where it cannot change the answer; it must not change the odds either
  std::vector<fact_value> others{};  ///< of a fact compared with several known values, all to be had: one is enough
};

/// What the remedies that took effect have done to a fact: assigned, lifted, added, broken, in this order.
struct fact_change {
  std::optional<fact_value> set;
  std::optional<double> lift;
  std::set<std::string> included;  ///< words added to a set of words
  double add = 0;
  bool broken = false;
  friend auto operator<=>(const fact_change&, const fact_change&) = default;
};

namespace detail {

/// Whether `start`, a word or a set of words, compares so with a bound.
[[nodiscard]] inline bool word_holds(comparison compares, const fact_value& start, const fact_value& bound,
                                     const std::set<std::string>& included) {
  const auto* const bound_word = std::get_if<std::string>(&bound);
  if (const auto* words = std::get_if<std::set<std::string>>(&start))
    return bound_word != nullptr && (words->contains(*bound_word) || included.contains(*bound_word));
  const std::string& word = std::get<std::string>(start);
  if (const auto* among = std::get_if<std::set<std::string>>(&bound)) return among->contains(word);
  const bool same = bound_word != nullptr && *bound_word == word;
  return compares == comparison::not_equal ? !same : same;
}

/// Sums are compared as `value >= bound - added`, so that the thresholds cut exactly where the test turns.
[[nodiscard]] inline bool holds_for(comparison compares, const fact_value& against, const fact_value& given,
                                    const fact_change& change) {
  const fact_value& start = change.set ? *change.set : given;
  if (!std::holds_alternative<double>(start)) return word_holds(compares, start, against, change.included);
  const auto* const limit = std::get_if<double>(&against);
  if (limit == nullptr) return false;
  const double number = change.broken ? 0
                        : change.lift ? (std::max)(std::get<double>(start), *change.lift)
                                      : std::get<double>(start);
  const double bound = *limit - change.add;
  switch (compares) {
    case comparison::equal: return number == bound;
    case comparison::not_equal: return number != bound;
    case comparison::at_least: return number >= bound;
    case comparison::at_most: return number <= bound;
    case comparison::greater: return number > bound;
    case comparison::less: return number < bound;
    case comparison::includes: break;
  }
  return false;
}

}  // namespace detail

/// Whether the test holds of `given` after the change. Of several bounds one is enough.
[[nodiscard]] inline bool holds_after(const fact_test& test, const fact_value& given, const fact_change& change) {
  return detail::holds_for(test.compares, test.bound, given, change) ||
         std::any_of(test.others.begin(), test.others.end(),
                     [&](const fact_value& other) { return detail::holds_for(test.compares, other, given, change); });
}

/// What the change makes of a value: what another fact is then compared with.
[[nodiscard]] inline fact_value value_after(const fact_value& given, const fact_change& change) {
  fact_value start = change.set ? *change.set : given;
  if (auto* const words = std::get_if<std::set<std::string>>(&start))
    words->insert(change.included.begin(), change.included.end());
  const auto* number = std::get_if<double>(&start);
  if (number == nullptr) return start;
  if (change.broken) return change.add;
  return (change.lift ? (std::max)(*number, *change.lift) : *number) + change.add;
}

/// Values of an unknown fact that no condition tells apart.
struct fact_class {
  fact_value example;  ///< one of them
  std::string text;    ///< `yes`, `>= 4 GiB`, `photo or video`
  double prior = 0;    ///< by the belief, if it has one
  double even = 0;     ///< to choose and order: uniform over a range, else all classes alike
};

namespace detail {

/// A stretch of numbers between two cuts; a single number where `low == high`.
struct stretch {
  double low = 0;
  double high = 0;
};

/// The share of a distribution that lies at or below x.
[[nodiscard]] inline double cumulative(const distribution& belief, double x) {
  if (x <= belief.low) return 0;
  if (x >= belief.high) return 1;
  const double width = belief.high - belief.low;
  if (belief.is != distribution::form::triangular) return (x - belief.low) / width;
  if (x <= belief.likely) return (x - belief.low) * (x - belief.low) / (width * (belief.likely - belief.low));
  return 1 - (belief.high - x) * (belief.high - x) / (width * (belief.high - belief.likely));
}

/// Calls `visit` with every bound of every test.
template <class Visit>
void for_each_bound(const std::vector<fact_test>& tests, const Visit& visit) {
  for (const fact_test& test : tests) {
    visit(test.bound);
    for (const fact_value& other : test.others) visit(other);
  }
}

/// Every number at which some test turns after some change.
[[nodiscard]] inline std::set<double> cuts(const std::vector<fact_test>& tests,
                                           const std::vector<fact_change>& changes) {
  std::set<double> found;
  for_each_bound(tests, [&](const fact_value& bound) {
    if (const auto* number = std::get_if<double>(&bound))
      for (const fact_change& change : changes) found.insert(*number - change.add);
  });
  return found;
}

/// Every word that some test speaks of.
[[nodiscard]] inline std::set<std::string> words_of(const std::vector<fact_test>& tests) {
  std::set<std::string> found;
  for_each_bound(tests, [&](const fact_value& bound) {
    if (const auto* word = std::get_if<std::string>(&bound)) found.insert(*word);
    if (const auto* words = std::get_if<std::set<std::string>>(&bound)) found.insert(words->begin(), words->end());
  });
  return found;
}

/// Points and open stretches between the cuts, within the support; the example is the point or a number inside.
[[nodiscard]] inline std::vector<stretch> stretches(const std::set<double>& found, const bounds<double>& support) {
  const auto [low, high] = support;
  std::vector<stretch> result;
  double from = low;
  if (low == high) return {{low, high}};
  for (const double cut : found) {
    if (cut < low || cut > high) continue;
    if (from < cut) result.push_back({from, cut});
    result.push_back({cut, cut});
    from = cut;
  }
  if (from < high) result.push_back({from, high});
  return result;
}

/// Between which ends an unknown number lies: as it is believed, else as what it measures allows.
[[nodiscard]] inline bounds<double> support_of(const fact_declaration& declared, const distribution& belief) {
  const bool bounded = belief.is == distribution::form::range || belief.is == distribution::form::triangular;
  return bounded ? bounds<double>{belief.low, belief.high} : natural_range(declared);
}

[[nodiscard]] inline double example_of(const stretch& piece) {
  if (std::isinf(piece.low) && std::isinf(piece.high)) return 0;
  if (std::isinf(piece.low)) return piece.high - 1;
  if (std::isinf(piece.high)) return piece.low + 1;
  return piece.low + (piece.high - piece.low) / 2;
}

/// The values a fact may take, finest first cut: numbers as stretches, words one by one.
[[nodiscard]] inline std::vector<fact_class> finest_classes(const fact_declaration& declared,
                                                            const distribution& belief,
                                                            const std::vector<fact_test>& tests,
                                                            const std::vector<fact_change>& changes) {
  std::vector<fact_class> result;
  const auto weight_of = [&](const std::string& word) {
    const auto found = belief.weights.find(word);
    return found == belief.weights.end() ? 0.0 : found->second;
  };
  if (declared.type == fact_type::yes_no) {
    result.push_back({1.0, "yes", belief.chance, 0});
    result.push_back({0.0, "no", 1 - belief.chance, 0});
  } else if (declared.type == fact_type::ordered_words) {
    // A range of ordered words counts by places; weights by name.
    for (std::size_t place = declared.words.size(); place-- > 0;) {
      const auto number = static_cast<double>(place);
      if (belief.is == distribution::form::range && (number < belief.low || number > belief.high)) continue;
      result.push_back({number, declared.words[place], weight_of(declared.words[place]), 0});
    }
  } else if (declared.is_ordered()) {
    const auto stretched = stretches(cuts(tests, changes), support_of(declared, belief));
    for (std::size_t index = stretched.size(); index-- > 0;) {
      const double share = stretched[index].low == stretched[index].high
                               ? (belief.low == belief.high ? 1.0 : 0.0)
                               : cumulative(belief, stretched[index].high) - cumulative(belief, stretched[index].low);
      result.push_back({example_of(stretched[index]), "", share, share});
    }
  } else {
    std::set<std::string> words(declared.words.begin(), declared.words.end());
    for (const auto& [word, weight] : belief.weights) words.insert(word);
    if (declared.words.empty() && belief.is != distribution::form::weights) {
      words = words_of(tests);
      words.erase(std::string());  // stands for any other
      result.push_back({std::string(), "another", 0, 0});
    }
    for (const std::string& word : words) result.push_back({word, word, weight_of(word), 0});
  }
  return result;
}

/// Yes and no in a row, six to a character: they are many, and compared often.
class answer_row {
 public:
  void add(bool yes) {
    if (used_ % 6 == 0) packed_.push_back('0');
    if (yes) packed_.back() = static_cast<char>(packed_.back() + (1 << used_ % 6));
    ++used_;
  }
  friend auto operator<=>(const answer_row&, const answer_row&) = default;

 private:
  std::string packed_;
  std::size_t used_ = 0;
};

/// By class: the test answers that tell classes apart, those that matter and all of them.
struct class_answers {
  answer_row mattering;
  answer_row all;
};

[[nodiscard]] inline class_answers answers_of(const fact_class& one, const std::vector<fact_test>& tests,
                                              const std::vector<fact_change>& changes) {
  class_answers result;
  for (const fact_test& test : tests)
    for (const fact_change& change : changes) {
      const bool holds = holds_after(test, one.example, change);
      result.all.add(holds);
      if (test.matters) result.mattering.add(holds);
    }
  return result;
}

/// Even odds: classes that a mattering test tells apart count alike; within one of them the finer classes share alike.
inline void share_evenly(std::vector<fact_class>& classes, const std::vector<answer_row>& mattering) {
  std::map<answer_row, std::size_t> members;
  for (const answer_row& each : mattering) ++members[each];
  for (std::size_t index = 0; index < classes.size(); ++index)
    classes[index].even = 1.0 / static_cast<double>(members.size()) / static_cast<double>(members[mattering[index]]);
}

}  // namespace detail

/// Cuts what an unknown fact may be into the classes that the tests tell apart after any of the changes.
///
/// Impossible classes (outside the support, which is that of `natural_range` where nothing is told, or of prior 0) are left
/// out; best values come first for ordered facts.
/// `prior` is filled for beliefs with one, `even` always; each sums to 1. An end of a bare range is possible although a
/// single number of a range has no weight.
/// Complexity: values x tests x changes, times the logarithm of the number of classes.
[[nodiscard]] inline std::vector<fact_class> classify(const fact_declaration& declared, const distribution& belief,
                                                      const std::vector<fact_test>& tests,
                                                      const std::vector<fact_change>& changes) {
  const bool has_prior = belief.is == distribution::form::chance || belief.is == distribution::form::weights ||
                         belief.is == distribution::form::triangular;
  const bool uniform =
      belief.is == distribution::form::range && belief.low < belief.high && declared.type != fact_type::ordered_words;
  std::vector<fact_class> merged;
  std::vector<detail::answer_row> mattering;
  std::map<detail::answer_row, std::size_t> seen;
  double total = 0;
  for (fact_class& fine : detail::finest_classes(declared, belief, tests, changes)) {
    if (has_prior && fine.prior <= 0) continue;
    total += fine.prior;
    detail::class_answers answer = detail::answers_of(fine, tests, changes);
    const auto [same, is_new] = seen.try_emplace(std::move(answer.all), merged.size());
    if (is_new) {
      mattering.push_back(std::move(answer.mattering));
      merged.push_back(std::move(fine));
      continue;
    }
    fact_class& into = merged[same->second];
    into.prior += fine.prior;
    into.even += fine.even;
    if (!fine.text.empty()) into.text += " or " + fine.text;
  }
  if (has_prior)
    for (fact_class& each : merged) each.prior /= total;
  if (!uniform) detail::share_evenly(merged, mattering);
  return merged;
}

/// The chances of a chain of events, one less than the classes: the i-th that the fact lies in class i, given that it lies in
/// none before. Complexity: linear.
[[nodiscard]] inline std::vector<double> chain_chances(const std::vector<fact_class>& classes, bool has_prior) {
  std::vector<double> result;
  double left = 1;
  for (std::size_t index = 0; index + 1 < classes.size(); ++index) {
    const double share = has_prior ? classes[index].prior : classes[index].even;
    result.push_back(left > 0 ? (std::min)(1.0, share / left) : 0.0);
    left -= share;
  }
  return result;
}

}  // namespace portfit
