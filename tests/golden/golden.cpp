#include <portfit/analysis/explain.hpp>
#include <portfit/analysis/rank.hpp>
#include <portfit/report/explanation_text.hpp>
#include <portfit/report/ranking_text.hpp>

#include "support/worked_example.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

// Whole texts, compared with the files beside this one. A text that changed on purpose is read, then taken over by hand.

namespace {

std::string expected(const std::string& name) {
  std::ifstream in("tests/golden/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

portfit::report_head head_of(const portfit::catalog& book) {
  portfit::report_head head = portfit::head_of(book, {});
  head.version = "VERSION";
  return head;
}

std::string explained(const portfit::catalog& book, bool in_full) {
  std::ostringstream out;
  const portfit::explanation why =
      portfit::explain(book, book.systems.at("os1"), book.devices.at("d1"), book.markets.at("m1"));
  if (in_full)
    portfit::write_long_explanation(out, head_of(book), why, book);
  else
    portfit::write_explanation(out, head_of(book), why);
  return out.str();
}

/// The worked example with a boot loader nobody can open and no kernel source: blocked.
portfit::catalog blocked_example() {
  portfit::catalog book = portfit_test::worked_example();
  book.devices["d1"].facts["kernel_source"] = {portfit_test::known("kernel_source", 0.0)};
  book.remedies.erase("U");
  return book;
}

/// The worked example without the work on the modem: it hangs on an answer.
portfit::catalog open_example() {
  portfit::catalog book = portfit_test::worked_example();
  book.remedies.erase("M");
  return book;
}

}  // namespace

TEST_CASE("the ranking of the worked example") {
  const portfit::catalog book = portfit_test::worked_example();
  std::ostringstream out;
  portfit::write_ranking(out, head_of(book), portfit::rank(book));
  CHECK(out.str() == expected("worked_ranking.txt"));
}

TEST_CASE("the worked example explained, short and long") {
  CHECK(explained(portfit_test::worked_example(), false) == expected("worked_short.txt"));
  CHECK(explained(portfit_test::worked_example(), true) == expected("worked_long.txt"));
}

TEST_CASE("a blocked pairing explained, short and long") {
  CHECK(explained(blocked_example(), false) == expected("blocked_short.txt"));
  CHECK(explained(blocked_example(), true) == expected("blocked_long.txt"));
}

TEST_CASE("an undetermined pairing explained") {
  CHECK(explained(open_example(), false) == expected("open_short.txt"));
}

TEST_CASE("the same question gives the same bytes") {
  CHECK(explained(blocked_example(), true) == explained(blocked_example(), true));
}
