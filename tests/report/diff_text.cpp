#include <portfit/report/diff_text.hpp>

#include "support/diff_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

std::string diff_lines(const portfit::diff_result& what) {
  std::ostringstream out;
  portfit::write_diff(out, portfit_test::sample_head(), portfit_test::later_head(), what);
  return out.str();
}

bool says(const std::string& text, const std::string& what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("a cause is told once, above the pairings that changed through it") {
  CHECK(diff_lines(portfit_test::sample_diff()) ==
        "portfit 9.9.9, policy floor=0.5\n"
        "before: as of 2024-04-01, inputs 00000000000000ff\n"
        "after: as of 2026-02-03, inputs 00000000000000fe\n"
        "\n"
        "change 1 of 3\n"
        "    rule strict is in force since 2025-12-01\n"
        "        source: the gazette, \"daily\" (B), laws.yaml:7:3\n"
        "market  system  device (vendor)  verdict           score\n"
        "m1      os1     d1 (v1)          ready -> blocked  100.00 -> -\n"
        "m1      os1     d2 (v1)          ready -> blocked  100.00 -> -\n"
        "\n"
        "change 2 of 3, by these together\n"
        "    rule strict is in force since 2025-12-01 (this turns the verdict)\n"
        "        source: the gazette, \"daily\" (B), laws.yaml:7:3\n"
        "    d3: a is 1, it was 2\n"
        "market  system  device (vendor)  verdict                    score\n"
        "m1      os1     d3 (v1)          undetermined+ -> feasible  25.94 -> 12.50\n"
        "    plan now with U, without old\n"
        "\n"
        "change 3 of 3\n"
        "    device d4 is new\n"
        "market  system  device (vendor)  verdict     score\n"
        "m1      os1     d4 (v1)          - -> ready  - -> 100.00\n"
        "\n"
        "undetermined+: whatever the answers are, some plan works: once asked, it is never blocked.\n"
        "\n"
        "3 pairings changed, 5 did not, 1 is new\n");
}

TEST_CASE("nothing changed") {
  portfit::diff_result none;
  none.unchanged = 1;
  CHECK(diff_lines(none).ends_with("\n\n0 pairings changed, 1 did not\n"));
  none.changes.push_back(portfit_test::sample_diff().changes.back());
  std::swap(none.changes[0].before, none.changes[0].after);
  CHECK(diff_lines(none).ends_with("\n0 pairings changed, 1 did not, 1 is gone\n"));
}

TEST_CASE("what the sides were asked beyond their days shows") {
  portfit::report_head before = portfit_test::sample_head();
  before.known_by = before.as_of;
  before.overriding_files = {"ours.yaml"};
  std::ostringstream out;
  portfit::write_diff(out, before, portfit_test::later_head(), {});
  CHECK(says(out.str(),
             "before: as of 2024-04-01, inputs 00000000000000ff, known by 2024-04-01, overridden by ours.yaml\n"));
}

TEST_CASE("limits show") {
  portfit::diff_result what = portfit_test::sample_diff();
  what.complete = false;
  what.changes[0].exact = false;
  what.changes[1].exact = false;
  what.changes[1].causes.clear();
  what.changes[2].after->plan.within_budget = false;
  const std::string text = diff_lines(what);
  CHECK(says(text, "a limit was reached: some of the causes may have no part in it"));
  CHECK(says(text, "no cause was found within the limits"));
  CHECK(says(text, "; over budget now\n"));
  CHECK(text.ends_with("stopped on the way: pairings are missing\n"));
}

TEST_CASE("no line of the table is wider than a report, and no control character gets through") {
  portfit::diff_result what = portfit_test::sample_diff();
  what.changes[0].device = "a_device_with_quite_a_long_name_of_its_own_and_then_some_more_of_it";
  what.changes[0].market = "a_market_with_quite_a_long_name_of_its_own_and_then_some_more_of_it";
  what.changes[0].causes[0].text = "one\ntwo \x1b[31m" + std::string(40, 'x') + " " + std::string(90, 'y');
  const std::string text = diff_lines(what);
  CHECK_FALSE(says(text, "\x1b"));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(portfit::display_width(line) <= portfit::report_width);
}
