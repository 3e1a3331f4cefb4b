#include <portfit/catalog/diagnostic.hpp>

#include <doctest/doctest.h>

using namespace portfit;

TEST_CASE("diagnostic: one line with all that is known of it, and no trace of what is not") {
  diagnostic remark{severity::error, "undeclared_name", {"a.yaml", 3, 14}, "no fact 'rma'", "a name", "ram"};
  CHECK(to_text(remark) == "a.yaml:3:14: error[undeclared_name]: no fact 'rma'; expected a name; did you mean 'ram'?");
  remark.nearest.clear();
  CHECK(to_text(remark) == "a.yaml:3:14: error[undeclared_name]: no fact 'rma'; expected a name");
  remark.expected.clear();
  remark.where.line = 0;
  remark.level = severity::warning;
  CHECK(to_text(remark) == "a.yaml: warning[undeclared_name]: no fact 'rma'");
  remark.where.file.clear();
  remark.level = severity::note;
  CHECK(to_text(remark) == "note[undeclared_name]: no fact 'rma'");
  remark.where.line = 7;  // text without a file still has lines
  remark.where.column = 2;
  CHECK(to_text(remark) == "7:2: note[undeclared_name]: no fact 'rma'");
}

TEST_CASE("diagnostic: only errors are errors, wherever they stand") {
  const diagnostic note{severity::note, "n", {}, "", "", ""};
  const diagnostic warning{severity::warning, "w", {}, "", "", ""};
  const diagnostic error{severity::error, "e", {}, "", "", ""};
  CHECK_FALSE(has_errors({}));
  CHECK_FALSE(has_errors({note, warning}));
  CHECK(has_errors({note, warning, error}));
  CHECK(has_errors({error, note}));
}
