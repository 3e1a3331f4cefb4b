#include <portfit/report/ask_text.hpp>

#include "support/ask_samples.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace {

std::string inquiries_text(const portfit::inquiry_sweep& what, std::size_t top = 0) {
  std::ostringstream out;
  portfit::write_inquiries(out, portfit_test::sample_head(), what, top);
  return out.str();
}

}  // namespace

TEST_CASE("one pairing in full, and the questionnaire") {
  CHECK(
      inquiries_text(portfit_test::sample_inquiries()) ==
      "portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff\n"
      "\n"
      "os1 on d1 (v1), market m1: undetermined, but whatever the answers are, some plan works; score 25.94 (expected\n"
      "  17.25..34.50, guaranteed 14.25)\n"
      "plan: M, U; 116 kUSD on average (60 kUSD to 140 kUSD), effort 5 pm; every must holds with 64.5 % (guaranteed\n"
      "  40 %, possible 100 %)\n"
      "\n"
      "worth asking\n"
      "points  question, answers  chance  verdict        score           cost  plan\n"
      "  3.50  q9: source_tree\n"
      "    3.00 by taking another plan than now, 0.50 by knowing the cost; the plan then costs 100 kUSD on average,\n"
      "      now 116 kUSD\n"
      "          yes                25 %  feasible       60.00  40 kUSD, 3 pm  M\n"
      "          no                 75 %  undetermined+  60.00  40 kUSD, 3 pm  M (over budget)\n"
      "\n"
      "without a prior, by how far the answers move what is sure and what is possible\n"
      "  sure  possible  question, answers  verdict  score  cost  plan\n"
      "+12.00    -52.75  v1 is willing\n"
      " 30.00     70.00    not willing      blocked      -     -  -\n"
      "\n"
      "the plan M, U: 116 kUSD, 5 pm, 3 to 10 months, 64.5 % likely\n"
      "    ask first: q9: source_tree: then 60 kUSD, 3 pm, 3 months, 70 % likely if yes; 140 kUSD, 10 pm, 8 to 10\n"
      "        months, 50 % likely if no; M is better if yes; M is better if no\n"
      "\n"
      "questions for v1\n"
      "1. Do you give \"all\" of it, build tree included?\n"
      "    about: q9: source_tree (for d1)\n"
      "    answers: yes; no\n"
      "    believed now: 25 % yes\n"
      "    why: worth 3.50 points, lowers the cost of the plan by 16 kUSD on average\n"
      "    feed back: --set 'q9: source_tree = yes' or --set 'q9: source_tree = no'\n"
      "2. Is v1 willing?\n"
      "    about: v1 is willing (for d1)\n"
      "    answers: not willing\n"
      "    at stake: v1 gains 100 USD\n"
      "    why: may raise the guaranteed score by 12.00, may lower the possible score by 52.75\n"
      "    rests on: --set 'v1: sales = AMOUNT USD'\n"
      "\n"
      "points: mean of the best plan's score over the answers, less the best plan's score now; sure: by how much the\n"
      "  highest guaranteed score of any plan may rise; possible: by how much the highest possible score may fall;\n"
      "  beside an answer: what they are then; score: 0 to 100, unknowns without a prior at even odds; undetermined+:\n"
      "  once asked, it is never blocked.\n");
}

TEST_CASE("several pairings in a table, each question once, the top ones only") {
  portfit::inquiry_sweep several = portfit_test::sample_inquiries();
  several.inquiries.push_back(several.inquiries.front());
  several.questions[0].pairings = {0, 1};
  several.questions[0].moved = 2;
  CHECK(
      inquiries_text(several, 1) ==
      "portfit 9.9.9, as of 2024-04-01, policy floor=0.5, inputs 00000000000000ff\n"
      "\n"
      "2 pairings, 2 questions\n"
      "\n"
      "worth asking\n"
      "largest   sum   moves  question         most of all\n"
      "   3.50  3.50  2 of 2  q9: source_tree  os1 on d1, market m1\n"
      "\n"
      "without a prior, by how far the answers move what is sure and what is possible\n"
      "  sure  possible   moves  question       most of all\n"
      "+12.00    -52.75  1 of 2  v1 is willing  os1 on d1, market m1\n"
      "\n"
      "questions for v1\n"
      "1. Do you give \"all\" of it, build tree included?\n"
      "    about: q9: source_tree (for d1)\n"
      "    answers: yes; no\n"
      "    believed now: 25 % yes\n"
      "    why: worth 3.50 points, lowers the cost of the plan by 16 kUSD on average (os1 on d1, market m1); moves 2\n"
      "        pairings\n"
      "    feed back: --set 'q9: source_tree = yes' or --set 'q9: source_tree = no'\n"
      "    1 question left out\n"
      "\n"
      "largest: points (the mean of the best plan's score over the answers, less its score now) where asking is worth\n"
      "  most; sum: of the points of all pairings, each valued alone, so no value of anything; moves: pairings in\n"
      "  which an answer changes something; sure: by how much the highest guaranteed score of any plan may rise;\n"
      "  possible: by how much the highest possible score may fall.\n");
}

TEST_CASE("nothing to ask, limits, and values to fill in are told") {
  portfit::inquiry_sweep empty;
  empty.inquiries.resize(1);
  empty.inquiries[0].now = portfit_test::blocked_assessment();
  CHECK(inquiries_text(empty).ends_with(
      "market m1: blocked\nnothing that is unknown matters here: there is nothing to ask\n"));
  empty.inquiries[0].complete = false;
  CHECK(inquiries_text(empty).ends_with("\na limit was reached before the questions were looked at\n"));

  portfit::inquiry_sweep some = portfit_test::sample_inquiries();
  some.inquiries[0].complete = some.complete = false;
  some.inquiries[0].together.perfect_is_exact = false;
  some.inquiries[0].with_prior = 2;  // as if both had one
  some.inquiries[0].together.singles.push_back({{1}, 0.5});
  some.inquiries[0].together.pairs = {{{0, 1}, 4.25}};
  some.questions[0].answers = {{"4 GiB or more", "q9: ram = 4 GiB", 0.5}, {"less than 4 GiB", "q9: ram = 0 GiB", 0.5}};
  some.questionnaires.push_back({"", {1}});
  const std::string text = inquiries_text(some);
  CHECK(text.find(
            "\n  4.25  q9: source_tree and v1 is willing\nall 2 questions with a prior together are worth no more than "
            "3.50 points (an upper bound)\n") != std::string::npos);
  CHECK(text.find("a limit was reached: not everything was looked at to the end\n") != std::string::npos);
  CHECK(text.find("feed back: --set 'q9: ram = 4 GiB', with the value that was told\n") != std::string::npos);
  CHECK(text.find("\nnot for a vendor: about systems, markets or the world\n1. Is v1 willing?\n") != std::string::npos);
}

TEST_CASE("what is to be set is quoted for a shell") {
  CHECK(portfit::detail::set_option("x: word = it's") == "--set 'x: word = it'\\''s'");
}
