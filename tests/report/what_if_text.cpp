#include <portfit/report/what_if_text.hpp>

#include "support/what_if_samples.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <sstream>
#include <string>

namespace {

std::string what_if_lines(const portfit::what_if_result& what, std::size_t top = 0) {
  std::ostringstream out;
  portfit::report_head head = portfit_test::sample_head();
  head.edits = {"d1: a = 2", "M: money = 9 kUSD", "world: c = no"};
  portfit::write_what_if(out, head, what, top);
  return out.str();
}

bool what_if_tells(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("what was said anew and was there before, then what moved, the greatest first, and why") {
  CHECK(what_if_lines(portfit_test::sample_what_if()) ==
        "portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff\n"
        "set 1: d1: a = 2 (it was 1)\n"
        "set 2: M: money = 9 kUSD (it was not stated)\n"
        "set 3: world: c = no (it was no): moves nothing\n"
        "\n"
        "market  system  device (vendor)  verdict                   score\n"
        "m1      os1     d1 (v1)          blocked -> undetermined+  - -> 25.94\n"
        "    plan M, U\n"
        "    through set 1 and set 2 (set 1 turns the verdict)\n"
        "    no longer in the way: strict, in force, requires more; d1: a is 1 (and 1 more)\n"
        "m1      os1     d3 (v1)          undetermined+             25.94\n"
        "    expected likelihood 43 % to 86 % -> 50 %, cost 116 kUSD -> 9 kUSD\n"
        "    through set 2\n"
        "m1      os1     d4 (v1)          blocked                   -\n"
        "    through set 1\n"
        "    still in the way: strict, in force, requires more\n"
        "    now in the way: d1: a is 1\n"
        "\n"
        "undetermined+: whatever the answers are, some plan works: once asked, it is never blocked.\n"
        "\n"
        "3 pairings moved, 5 did not\n");
}

TEST_CASE("one edit needs no numbers; rows may be left out; limits are told") {
  portfit::what_if_result what = portfit_test::sample_what_if();
  what.edits.resize(1);
  what.compared = false;
  what.complete = false;
  const std::string text = what_if_lines(what, 1);
  CHECK_FALSE(what_if_tells(text, "through set"));
  CHECK(what_if_tells(text, "\n2 smaller changes left out\n"));
  CHECK_FALSE(what_if_tells(text, "d3"));
  CHECK(what_if_tells(text, "\n3 pairings moved, 5 did not\n"));
  CHECK(what_if_tells(text, "\nof some that stay blocked it was not asked whether for other reasons\n"));
  CHECK(what_if_tells(text, "\nstopped on the way: pairings are missing\n"));
}

TEST_CASE("nothing moved") {
  portfit::what_if_result none;
  none.edits = {{"d1: a = \x1B[2J", "1", false}};
  none.unchanged = 2;
  CHECK(what_if_lines(none).ends_with(
      "\nset 1: d1: a =  [2J (it was 1): moves nothing\n\n0 pairings moved, 2 did not\n"));
}

TEST_CASE("other reports name what was said anew in their head") {
  portfit::report_head head = portfit_test::sample_head();
  head.edits = {"d1: a = 2", "M: works = 3%"};
  std::ostringstream out;
  portfit::write_head(out, head);
  CHECK(out.str() ==
        "portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff, set 'd1: a = 2', set 'M: works =\n"
        "  3%'\n");
}
