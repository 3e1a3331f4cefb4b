#include <portfit/report/survival_text.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace portfit;

namespace {

survival_report sample_survival() {
  survival_report report;
  report.horizon = 5;
  report.platform = "sdm845";
  report.vendor = "acme";
  survival_year now;
  now.likelihood = {0.9, {0.9, 0.9, true}, 0.9, 1};
  now.score = {60, {70, 80, true}, 75, 90};
  survival_year then;
  then.years = 5;
  then.likelihood = {0.4, {0.45, 0.55, true}, 0.5, 0.6};
  then.score = {20, {30, 40, true}, 35, 50};
  report.years = {now, then};
  hazard_effect stale;
  stale.id = "stale";
  stale.breaks = {"ported", "kernel"};
  stale.part_of = "history";
  stale.share = 0.5;
  stale.survives = {0.75, 0.75, 0, false, true};
  stale.points_lost = 12.5;
  stale.once_per = {sharing::os, sharing::platform};
  stale.devices.assign(14, "d");
  stale.source = "counts";
  hazard_effect leaves;
  leaves.id = "leaves";
  leaves.breaks = {"support"};
  leaves.survives = {0.6, 0.8, 0.5, true, false};
  leaves.points_lost = 4;
  leaves.once_per = {sharing::vendor};
  leaves.devices = {"a", "b"};
  report.hazards = {stale, leaves};
  return report;
}

}  // namespace

TEST_CASE("the short line names the hazards that take most, and whom they hit") {
  CHECK(detail::survival_line(sample_survival()) ==
        "at 5 years: every must still holds with 50 % (at once 90 %), score 35.00 (at once 75.00); taken most by stale "
        "12.50 (one event for all 14 devices on sdm845), leaves 4.00 (one event for all 2 devices of acme)");
  survival_report calm = sample_survival();
  calm.hazards.clear();
  CHECK(detail::survival_line(calm).ends_with("(at once 75.00); no hazard takes anything"));
}

TEST_CASE("the long form: a row per year, a paragraph per hazard") {
  catalog world;
  world.sources["counts"].title = "what was counted";
  std::ostringstream out;
  write_survival(out, sample_survival(), world);
  CHECK(
      out.str() ==
      "\nhow likely every must still holds, years after the port works; the other figures are those at 5 years\n"
      "years  guaranteed      expected  possible  to order by  score\n"
      "    0        90 %          90 %     100 %         90 %  75.00\n"
      "    5        40 %  45 % to 55 %      60 %         50 %  35.00\n"
      "\npoints that each hazard takes: what the score would be more if it alone could not happen; no sum is meant\n"
      "    12.50  stale: does not happen within 5 years with 75 % (50 % of history), extrapolated beyond the table's\n"
      "        last year; breaks ported, kernel; one event for all 14 devices on sdm845; source: what was counted\n"
      "    4.00  leaves: does not happen within 5 years with 60 % to 80 %; breaks support; one event for all 2\n"
      "        devices of acme\n");
}

TEST_CASE("whom an event hits") {
  survival_report report = sample_survival();
  hazard_effect& each = report.hazards.front();
  each.once_per = {};
  CHECK(detail::reach_text(report, each) == "one event for all 14 devices");
  each.devices = {"d"};
  CHECK(detail::reach_text(report, each) == "the only device");
  each.once_per = {sharing::platform};
  CHECK(detail::reach_text(report, each) == "the only device on sdm845");
  report.platform.clear();
  CHECK(detail::reach_text(report, each) == "one event for its platform, which is unknown");
  each.once_per = {sharing::os, sharing::device};
  CHECK(detail::reach_text(report, each) == "this device alone");
}
