#pragma once

#include <portfit/catalog/fact.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace portfit {

/// What is known of a fact, whoever states it.
struct fact_content {
  std::vector<fact_value> values;  ///< empty: unknown
  distribution belief;

  [[nodiscard]] bool is_known() const { return !values.empty(); }
  [[nodiscard]] bool has_prior() const {
    return belief.is == distribution::form::chance || belief.is == distribution::form::weights ||
           belief.is == distribution::form::triangular;
  }
};

/// One fact of one device: what is known of it, and by whom.
struct fact_cell {
  std::uint32_t content = 0;         ///< number in `fact_column::contents`
  std::uint32_t home : 30 = 0;       ///< number of the entity that states it, or to which the question would go
  std::uint32_t is_stated : 1 = 0;   ///< somebody does, and today it counts
  std::uint32_t is_assumed : 1 = 0;  ///< the value or the prior is somebody's guess
};

/// One fact of all devices of a sweep; equal contents have equal numbers.
class fact_column {
 public:
  std::vector<fact_cell> cells;  ///< by device

  [[nodiscard]] const fact_content& content(std::uint32_t number) const { return contents_[number]; }
  [[nodiscard]] std::size_t content_count() const { return contents_.size(); }

  /// The number of a content. Complexity: linear in the content.
  std::uint32_t number_of(const std::vector<fact_value>& values, const distribution& belief) {
    // Devices that stand side by side are often alike.
    if (last_ >= contents_.size() || !is_content(last_, values, belief)) last_ = find_number(values, belief);
    return last_;
  }

 private:
  [[nodiscard]] bool is_content(std::uint32_t number, const std::vector<fact_value>& values,
                                const distribution& belief) const {
    return contents_[number].values == values && contents_[number].belief == belief;
  }

  std::uint32_t find_number(const std::vector<fact_value>& values, const distribution& belief) {
    const auto next = static_cast<std::uint32_t>(contents_.size());
    if (values.size() == 1 && belief.is == distribution::form::none)
      if (const auto* const number = std::get_if<double>(&values.front())) {
        const auto [found, is_new] = numbers_.try_emplace(*number, next);
        if (is_new) contents_.push_back({values, belief});
        return found->second;
      }
    const std::size_t hash = hash_of(values, belief);
    const auto [first, last] = others_.equal_range(hash);
    for (auto each = first; each != last; ++each)
      if (is_content(each->second, values, belief)) return each->second;
    others_.emplace(hash, next);
    contents_.push_back({values, belief});
    return next;
  }

  template <class Value>
  static void mix(std::size_t& into, const Value& value) {
    into = into * 31 + std::hash<Value>{}(value);
  }

  /// The same for equal contents; of a belief it takes in no more than tells most apart.
  [[nodiscard]] static std::size_t hash_of(const std::vector<fact_value>& values, const distribution& belief) {
    std::size_t result = static_cast<std::size_t>(belief.is);
    if (belief.is != distribution::form::none)
      for (const double each : {belief.chance, belief.low, belief.likely, belief.high}) mix(result, each);
    for (const fact_value& each : values)
      if (const auto* const number = std::get_if<double>(&each))
        mix(result, *number);
      else if (const auto* const word = std::get_if<std::string>(&each))
        mix(result, *word);
      else
        for (const std::string& part : std::get<std::set<std::string>>(each)) mix(result, part);
    return result;
  }

  std::vector<fact_content> contents_;
  std::uint32_t last_ = 0;                                      // number found last
  std::unordered_map<double, std::uint32_t> numbers_;           // never iterated
  std::unordered_multimap<std::size_t, std::uint32_t> others_;  // by hash; never iterated, but for equal ones
};

}  // namespace portfit
