#include <portfit/report/backtest_text.hpp>

#include "support/backtest_report_sample.hpp"

#include <cstddef>
#include <limits>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

namespace {

std::string backtest_text(const portfit::backtest_result& what, const std::string& column = {}) {
  std::ostringstream out;
  portfit::write_backtest(out, portfit_test::backtest_report_head(), what, {column});
  return out.str();
}

/// Whether the text holds the part, wherever its lines break.
bool backtest_tells(const portfit::backtest_result& what, const std::string& part) {
  std::string text = backtest_text(what);
  for (std::size_t end = text.find("\n  "); end != std::string::npos; end = text.find("\n  ", end))
    text.replace(end, 3, " ");
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a back-test as text") {
  CHECK(backtest_text(portfit_test::backtest_report_sample(), "way") ==
        R"(portfit 1.2.3, as of 2024-04-01, policy floor=0.5, inputs 0000000000000000
scores of lark for any against what became of 12 devices: 5 (41.7 %) came out as kept
held out in 2 folds of 11 groups of devices, seed 7 (successes: 3 of 6, 2 of 6); strength of ports by fold,
  from inner folds: 4, 0.5
hidden: port of the devices held out; 13 statements of 2 facts that may follow from the outcome (mood,
  rumour); 2 cells of ports that may hold the devices; not taken: 1 remedy without a counted chance
seen: old, roomy; counted beside the training parts: 1 device not measured, 1 cell from elsewhere

how well it orders (pairs of one fold; ± one standard error by DeLong, over groups)
score: AUC 0.735 ± 0.230 (95 % 0.285 to 1.000); by fold mean 0.733, sd 0.064; all pairs 0.757; average
  precision 0.800 (without sense 0.433)
expected likelihood: AUC 0.735 ± 0.230 (95 % 0.285 to 1.000); by fold mean 0.733, sd 0.064; all pairs 0.757;
  average precision 0.800 (without sense 0.433)
baseline, counted by platform family alone: AUC 0.412 ± 0.172 (95 % 0.074 to 0.750); by fold mean 0.417, sd
  0.118; all pairs 0.414; average precision 0.400 (without sense 0.433)
score less baseline, paired: +0.324 ± 0.326 (95 % -0.315 to 0.962), p = 0.321
likelihood less baseline, paired: +0.324 ± 0.326 (95 % -0.315 to 0.962), p = 0.321

how far to believe the expected likelihood
Brier 0.214 (base rate of the training part 0.243: skill 12.1 %); log loss 0.593 (0.680: skill 12.8 %)
Brier is reliability 0.021 - resolution 0.056 + uncertainty 0.243 + within bins 0.006
1 device has unknowns without a prior: there the likelihood at even odds stands in
forecasts     devices    mean  happened  95 %
5 % to 20 %         4  13.8 %      25 %  4.6 % to 69.9 %
30 % to 60 %        4  46.2 %      25 %  4.6 % to 69.9 %
70 % to 90 %        4  81.3 %      75 %  30.1 % to 95.4 %

what became of them, by way (told here only, no score sees it)
way         devices  success  share  95 %             outcomes
(not told)        5        0    0 %  0 % to 43.4 %    none 5
close             5        5  100 %  56.6 % to 100 %  kept 5
vendor            2        0    0 %  0 % to 65.8 %    dropped 2

successes that were scored low
de: kept, score 30.00, likelihood 30 %, below 66.7 % of the others in its fold
    counted: 1 of 2.5 acme, on q8; 5 of 11 all; 90 % 9.8 % to 55 %
    points lost: lark: runs 61.2, the price of bring_up 8

scored high, and no success
dh: none, score 60.00, likelihood 60 %, above 50 % of the successes in its fold
    counted: 1 of 2.5 acme, on q8; 5 of 11 all; 90 % 34.5 % to 83.1 %
)");
}

TEST_CASE("what was not asked is not told, and what is special is") {
  portfit::backtest_result what = portfit_test::backtest_report_sample();
  CHECK_FALSE(backtest_tells(what, "what became of them"));
  CHECK_FALSE(backtest_tells(what, "beware"));
  what.groups = what.rows.size();
  what.left_out = 1;
  CHECK(backtest_tells(what, "beware: no groups were told"));
  CHECK(backtest_tells(what, "left out: 1 outcome of devices that no catalog has"));
  what.hold_out_platforms = true;
  CHECK(backtest_tells(what, "12 families of platforms"));
  CHECK_FALSE(backtest_tells(what, "beware"));
  what.among = {"kept", "dropped"};
  CHECK(backtest_tells(what, "12 devices whose port is one of dropped, kept"));
  what.score.area->left_out = {1};
  CHECK(backtest_tells(what, "left out, for want of one of the two kinds: fold 2"));
  what.score.area->variance.reset();
  CHECK(backtest_tells(what, "(no error: a fold has fewer than two groups of a kind)"));
  what.over_baseline->variance = 0;
  CHECK(backtest_tells(what, "score less baseline, paired: +0.324 (no error can be told: nothing varies)"));
  what.forecast.scores.log_loss = std::numeric_limits<double>::infinity();
  what.forecast.scores.certain_and_wrong = 2;
  CHECK(backtest_tells(what, "log loss unlimited (2 forecasts were certain and wrong)"));
  CHECK(backtest_tells(what, "no skill defined"));
  what.rows[7].verdict = portfit::verdict::blocked;
  CHECK(backtest_tells(what, "blocked: no plan leads through"));
  what.baseline.area.reset();
  CHECK(backtest_tells(what, "no fold has devices of both kinds"));
}
