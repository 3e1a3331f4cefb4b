#include <portfit/report/sensitivity_text.hpp>

#include "support/sensitivity_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace portfit;

namespace {

std::string told_sensitivity(const sensitivity& what, const sensitivity_text_options& options = {}) {
  std::ostringstream out;
  write_sensitivity(out, portfit_test::sample_head(), what, options);
  return out.str();
}

bool tells(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("sensitivity as text: whole") {
  CHECK(told_sensitivity(portfit_test::sample_sensitivity(), {0, false}) ==
        R"(portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff
os1 on d1 (v1), market m1: undetermined; recommended plan: M, U; likelihood L = 75 %, chance of failure Q = 25
  %; score 25.94

What the likelihood hangs on, the plan held fixed:
event     happens  chance  L if so  L if not  Birnbaum      FV   RAW       RRW
d1: c     yes       ?50 %    100 %      50 %     0.500   1.000  2.00  infinite
U: works  works      25 %   37.5 %    87.5 %    -0.500  -1.500  0.50      0.40
1 event left out: Birnbaum below 0.0005

Facts of several classes, the plan held fixed:
fact     if it is       chance  likelihood  score
d1: ram  4 GiB or more   ~75 %      87.5 %  30.00
         below 4 GiB     ~25 %      37.5 %  12.50
1 fact left out: all classes do alike

What a small change of one figure does to the score, the plan held fixed, at the rate of now:
figure          now  changed by  score
U: works       25 %      +10 pp  -5.00
M: effort      5 pm       +10 %  -0.25
scale      200 kUSD       +10 %  +0.20
1 figure left out: less than 0.005 points

Doubtful figures, each moved to its ends by itself (tornado table):
figure          low end   score  best plan  high end  score  best plan
d1: c           no         0.00      10.00  yes       40.00      40.00
    unknown; at no: then blocked, flips to: none
M: pays vendor  1000 USD  26.00      30.00  2000 USD  25.00      25.00
    at 1000 USD: flips to: M
1 figure makes no difference

The recommended plan changes with: d1: c; M: pays vendor. The verdict changes with: d1: c.
)");
}

TEST_CASE("sensitivity as text: notes, few rows, a plan asked for, a limit, no scale, nothing that fails") {
  sensitivity what = portfit_test::sample_sensitivity();
  CHECK(tells(told_sensitivity(what), "\nL: chance that every must holds"));
  const std::string few = told_sensitivity(what, {1, false});
  CHECK(tells(few, "\n1 event left out\n1 event left out: Birnbaum"));
  CHECK(tells(few, "\n2 figures left out\n1 figure left out: less"));
  CHECK(tells(few, "\n1 figure left out\n1 figure makes no difference"));
  what.is_recommended = false;
  what.plan.clear();
  what.complete = false;
  what.likelihood = 1;
  what.events.front().importance = {1, 1, 0.5};
  what.swings.clear();
  report_head head = portfit_test::sample_head();
  head.scale.reset();
  std::ostringstream out;
  write_sensitivity(out, head, what, {0, false});
  const std::string text = out.str();
  CHECK(tells(text, "plan asked for: none;"));
  CHECK(tells(text, "recommended would be: M, U, score 25.94"));
  CHECK(tells(text, "0.500       -"));
  CHECK(tells(text, "Without a `scale`"));
  CHECK(tells(text, "a limit was reached"));
  CHECK(tells(text, "no figure is doubtful\n"));
}

TEST_CASE("sensitivity as text: blocked") {
  sensitivity what = portfit_test::sample_sensitivity();
  what.summary = portfit_test::blocked_assessment();
  const std::string text = told_sensitivity(what);
  CHECK(tells(text, "market m1: blocked\n\nNo plan can work"));
  CHECK_FALSE(tells(text, "Birnbaum"));
  CHECK(tells(text, "Doubtful figures"));
}
