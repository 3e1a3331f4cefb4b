#pragma once

#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <span>
#include <vector>

namespace portfit_test {

/// A Boolean function as the plain list of its values: entry a holds the value where variable v holds iff bit v of a is
/// set. The judge of the engine: slow, obvious, and sharing nothing with it but the reading of formula nodes.
class truth_table {
 public:
  truth_table(std::size_t variables, bool value)
      : variables_(variables), values_(std::size_t{1} << variables, value ? 1 : 0) {}

  static truth_table of_variable(std::size_t variables, portfit::variable which) {
    truth_table table(variables, false);
    for (std::size_t a = 0; a < table.size(); ++a) table.values_[a] = (a >> which & 1U) != 0 ? 1 : 0;
    return table;
  }

  template <class Function>
  static truth_table from(std::size_t variables, Function value_at) {
    truth_table table(variables, false);
    for (std::size_t a = 0; a < table.size(); ++a) table.values_[a] = value_at(a) ? 1 : 0;
    return table;
  }

  /// Where at least `k` of the tables hold, a table that stands twice counting twice.
  static truth_table at_least(std::size_t variables, std::size_t k, const std::vector<truth_table>& of) {
    truth_table table(variables, false);
    for (std::size_t a = 0; a < table.size(); ++a) {
      std::size_t held = 0;
      for (const truth_table& each : of) held += each.values_[a];
      table.values_[a] = held >= k ? 1 : 0;
    }
    return table;
  }

  static truth_table of_term(const portfit::formula& terms, portfit::term root) {
    const std::size_t variables = terms.variable_count();
    if (terms.kind(root) == portfit::term_kind::constant) return {variables, root == portfit::true_term};
    if (terms.kind(root) == portfit::term_kind::literal) return of_variable(variables, terms.variable_of(root));
    std::vector<truth_table> children;
    for (const portfit::term child : terms.children(root)) children.push_back(of_term(terms, child));
    switch (terms.kind(root)) {
      case portfit::term_kind::negation: return !children.front();
      case portfit::term_kind::conjunction: return at_least(variables, children.size(), children);
      case portfit::term_kind::disjunction: return at_least(variables, 1, children);
      default: return at_least(variables, terms.threshold(root), children);
    }
  }

  [[nodiscard]] std::size_t size() const { return values_.size(); }
  [[nodiscard]] bool operator[](std::size_t assignment) const { return values_[assignment] != 0; }
  friend bool operator==(const truth_table&, const truth_table&) = default;

  [[nodiscard]] truth_table operator!() const {
    truth_table table = *this;
    for (std::uint8_t& each : table.values_) each = each == 0 ? 1 : 0;
    return table;
  }

  [[nodiscard]] truth_table restricted(portfit::variable which, bool value) const {
    truth_table table = *this;
    const std::size_t bit = std::size_t{1} << which;
    for (std::size_t a = 0; a < size(); ++a) table.values_[a] = values_[value ? (a | bit) : (a & ~bit)];
    return table;
  }

  /// Where some (`any`) or all values of the variable make it hold.
  [[nodiscard]] truth_table quantified(portfit::variable which, bool any) const {
    return at_least(variables_, any ? 1 : 2, {restricted(which, false), restricted(which, true)});
  }

  [[nodiscard]] bool depends_on(portfit::variable which) const {
    return restricted(which, false) != restricted(which, true);
  }

  [[nodiscard]] std::uint64_t count() const {
    std::uint64_t found = 0;
    for (const std::uint8_t each : values_) found += each;
    return found;
  }

  [[nodiscard]] double probability(std::span<const double> chances) const {
    double sum = 0;
    for (std::size_t a = 0; a < size(); ++a) {
      double product = values_[a];
      for (std::size_t v = 0; v < variables_; ++v) product *= (a >> v & 1U) != 0 ? chances[v] : 1 - chances[v];
      sum += product;
    }
    return sum;
  }

  /// The smallest sum of the costs of true variables over all assignments where it holds; infinity when there is none.
  [[nodiscard]] double least_cost(std::span<const double> costs) const {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t a = 0; a < size(); ++a) {
      double sum = 0;
      for (std::size_t v = 0; v < variables_; ++v) sum += (a >> v & 1U) != 0 ? costs[v] : 0.0;
      if (values_[a] != 0 && sum < least) least = sum;
    }
    return least;
  }

  /// The sets of true variables where it holds and no proper subset does.
  [[nodiscard]] std::set<std::vector<portfit::variable>> minimal_sets() const {
    std::set<std::vector<portfit::variable>> found;
    for (std::size_t a = 0; a < size(); ++a) {
      bool minimal = values_[a] != 0;
      for (std::size_t b = 0; b < a && minimal; ++b) minimal = (b & a) != b || values_[b] == 0;
      if (minimal) found.insert(members(a));
    }
    return found;
  }

  [[nodiscard]] std::vector<portfit::variable> members(std::size_t assignment) const {
    std::vector<portfit::variable> found;
    for (portfit::variable v = 0; v < variables_; ++v) {
      if ((assignment >> v & 1U) != 0) found.push_back(v);
    }
    return found;
  }

 private:
  std::size_t variables_;
  std::vector<std::uint8_t> values_;
};

}  // namespace portfit_test
