#include <portfit/resolve/detail/build_expression.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using portfit::expression;
using portfit::detail::describe;

namespace {

expression leaf(const std::string& text) {
  expression made;
  made.is = expression::operation::holds;
  made.leaf.text = text;
  return made;
}

expression formula_of(expression::operation is, std::vector<expression> parts, std::size_t count = 0) {
  expression made;
  made.is = is;
  made.parts = std::move(parts);
  made.count = count;
  return made;
}

}  // namespace

TEST_CASE("formulas in words: brackets only where they tell something") {
  using operation = expression::operation;
  const expression a = leaf("a");
  const expression b = leaf("b >= 2 GiB");
  const expression both = formula_of(operation::all_of, {a, b});
  const expression either = formula_of(operation::any_of, {a, b});
  CHECK(describe(a) == "a");
  CHECK(describe(both) == "a and b >= 2 GiB");
  CHECK(describe(formula_of(operation::any_of, {both})) == "a and b >= 2 GiB");
  CHECK(describe(formula_of(operation::all_of, {either, formula_of(operation::none_of, {a})})) ==
        "(a or b >= 2 GiB) and not a");
  CHECK(describe(formula_of(operation::none_of, {a, b})) == "neither a nor b >= 2 GiB");
  CHECK(describe(formula_of(operation::none_of, {either})) == "not (a or b >= 2 GiB)");
  CHECK(describe(formula_of(operation::at_least, {a, both}, 1)) == "at least 1 of (a, (a and b >= 2 GiB))");
}

TEST_CASE("formulas in words: without parts they hold or do not") {
  using operation = expression::operation;
  CHECK(describe(formula_of(operation::all_of, {})) == "always");
  CHECK(describe(formula_of(operation::none_of, {})) == "always");
  CHECK(describe(formula_of(operation::at_least, {})) == "always");
  CHECK(describe(formula_of(operation::any_of, {})) == "never");
  CHECK(describe(formula_of(operation::at_least, {}, 2)) == "never");
}
