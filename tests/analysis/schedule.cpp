#include <portfit/analysis/schedule.hpp>

#include "support/near.hpp"
#include "support/pairing_builder.hpp"
#include "support/random.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace portfit;
using portfit_test::built;
using portfit_test::near;
using portfit_test::pairing_builder;

namespace {

schedule timed(const pairing_builder& told, const std::vector<std::string>& plan,
               std::optional<std::size_t> teams = std::nullopt) {
  const catalog world = built(told);
  schedule_options options;
  options.teams = teams;
  return make_schedule(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"), plan, options);
}

using waits = std::vector<std::string>;

/// `a b>a 0..2`: the step, what it waits for, and when it starts and ends if all goes as is likely.
std::string line_of(const scheduled_step& step) {
  std::string text = step.remedy;
  for (const std::string& each : step.after) text += (&each == &step.after.front() ? ">" : ",") + each;
  const auto whole = [](double months) { return std::to_string(static_cast<int>(months * 10 + 0.5)); };
  return text + " " + whole(step.start.likely) + ".." + whole(step.end.likely);  // in tenths of a month
}

std::vector<std::string> lines_of(const schedule& made) {
  std::vector<std::string> result;
  for (const scheduled_step& each : made.steps) result.push_back(line_of(each));
  return result;
}

/// A kernel is ported once the device is unlocked, an image is built on kernel and drivers, which are written meanwhile.
struct first_port : pairing_builder {
  first_port() {
    flags({"unlocked", "kernel", "drivers", "image", "shipped"});
    device("d").set("unlocked", "no").set("kernel", "no").set("drivers", "no").set("image", "no").set("shipped", "no");
    system("os").must("shipped", "shipped");
    remedy("a_image").makes("image").needs(all_of({"kernel", "drivers"})).time("1 months");
    remedy("unlock").makes("unlocked").works("50%").time("1 months");
    remedy("kernel").makes("kernel").needs("unlocked").time("2..3..6 months");
    remedy("drivers").makes("drivers").effort("2..5 pm");
    remedy("ship").makes("shipped").needs("image").by("vendor").paid_by("vendor").time("0.5 months");
  }
};

const std::vector<std::string> whole_port{"ship", "a_image", "drivers", "kernel", "unlock"};

/// When a task is over at the earliest, by asking those before it, again and again.
double over(const std::vector<detail::task>& tasks, std::size_t which, double estimate::* end) {
  double start = 0;
  for (const std::size_t before : tasks[which].after) start = (std::max)(start, over(tasks, before, end));
  return start + tasks[which].takes.*end;
}

double longest(const std::vector<detail::task>& tasks, double estimate::* end) {
  double most = 0;
  for (std::size_t each = 0; each < tasks.size(); ++each) most = (std::max)(most, over(tasks, each, end));
  return most;
}

/// Tasks of which each waits for some with a smaller number, and the order of their numbers.
std::vector<detail::task> random_tasks(portfit_test::random_source& random, std::size_t count) {
  std::vector<detail::task> tasks(count);
  for (std::size_t each = 0; each < count; ++each) {
    for (std::size_t before = 0; before < each; ++before)
      if (random.chance(0.3)) tasks[each].after.insert(before);
    const double low = random.between(0, 4);
    const double likely = low + random.between(0, 3);
    tasks[each].takes = {low, likely, likely + random.between(0, 5), false};
  }
  return tasks;
}

std::vector<std::size_t> numbers_up_to(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

double end_of(const std::vector<detail::task>& tasks, const std::vector<std::size_t>& order, double estimate::* end) {
  const std::vector<estimate> starts = detail::earliest_starts(tasks, order);
  double most = 0;
  for (std::size_t each = 0; each < tasks.size(); ++each)
    most = (std::max)(most, (starts[each] + tasks[each].takes).*end);
  return most;
}

/// The shortest time in which a number of teams can do it, if all takes as long as is likely: every sequence in which the
/// tasks may be handed out, each to the team that is free first.
double shortest(const std::vector<detail::task>& tasks, std::size_t teams) {
  std::vector<std::size_t> order = numbers_up_to(tasks.size());
  double best = std::numeric_limits<double>::infinity();
  do {
    std::vector<double> free(teams, 0);
    std::vector<double> ends(tasks.size(), -1);
    bool allowed = true;
    for (const std::size_t each : order) {
      const auto team = std::min_element(free.begin(), free.end());
      double start = *team;
      for (const std::size_t before : tasks[each].after) {
        allowed = allowed && ends[before] >= 0;
        start = (std::max)(start, ends[before]);
      }
      *team = ends[each] = start + tasks[each].takes.likely;
    }
    if (allowed) best = (std::min)(best, *std::max_element(ends.begin(), ends.end()));
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

}  // namespace

TEST_CASE("schedule: steps wait for what makes their prerequisites, the longest path counts, end by end") {
  const schedule made = timed(first_port(), whole_port);
  CHECK(lines_of(made) == waits{"drivers 0..35", "unlock 0..10", "kernel>unlock 10..40",
                                "a_image>drivers,kernel 40..50", "ship>a_image 50..55"});
  CHECK(made.duration == estimate{4.5, 5.5, 8.5, true});  // the drivers are a bare range, and may come last
  CHECK(made.steps[0].takes == estimate::between(2, 5));  // the effort of one person
  CHECK(made.steps[3].start == estimate{3, 4, 7, true});
  CHECK(made.never.empty());
  CHECK(made.complete);
  CHECK_FALSE(made.teams);
}

TEST_CASE("schedule: nothing to do takes no time") {
  const schedule made = timed(first_port(), {});
  CHECK(made.steps.empty());
  CHECK(made.duration == estimate{});
}

TEST_CASE("schedule: what holds already is not waited for, what may hold is") {
  first_port told;
  told.device("d").set("unlocked", "yes");
  CHECK(lines_of(timed(told, {"kernel", "unlock"})) == waits{"kernel 0..30", "unlock 0..10"});
  told.device("d").set("unlocked", unknown_value());
  CHECK(lines_of(timed(told, {"kernel", "unlock"})) == waits{"unlock 0..10", "kernel>unlock 10..40"});
  CHECK(lines_of(timed(told, {"kernel"})) == waits{"kernel 0..30"});
}

TEST_CASE("schedule: a step whose prerequisite cannot come about is never done, nor what waits for it alone") {
  const schedule made = timed(first_port(), {"kernel", "drivers", "a_image"});
  CHECK(made.never == waits{"a_image", "kernel"});
  CHECK(lines_of(made) == waits{"drivers 0..35"});
}

TEST_CASE("schedule: time is the first line that applies, after the plan's lifts; unknown facts leave the hull") {
  pairing_builder told;
  told.flags({"tree", "big", "port"});
  told.device("d").set("port", "no").set("tree", "no").set("big", "no");
  told.system("os").must("port", "port");
  told.remedy("buy").makes("tree").time("1 months");
  told.remedy("port").makes("port").time({map_of({{"when", "tree"}, {"is", "1..2..4 months"}}),
                                          map_of({{"when", "big"}, {"is", "12 months"}}),
                                          map_of({{"is", "6..7..9 months"}})});
  CHECK(timed(told, {"port"}).duration == estimate{6, 7, 9, false});
  CHECK(timed(told, {"buy", "port"}).duration == estimate{1, 2, 4, false});
  told.device("d").set("tree", "yes");
  CHECK(timed(told, {"port"}).duration == estimate{1, 2, 4, false});
  told.device("d").set("tree", "no").set("big", unknown_value());
  CHECK(timed(told, {"port"}).duration == estimate::between(6, 12));
  told.device("d").set("tree", unknown_value());
  CHECK(timed(told, {"port"}).duration == estimate::between(1, 12));
  told.device("d").set("big", "no");
  CHECK(timed(told, {"port"}).duration == estimate::between(1, 9));
}

TEST_CASE("schedule: steps that could wait for each other start by another way") {
  pairing_builder told;
  told.flags({"a", "b", "c", "d", "goal"});
  told.device("d").set("a", "no").set("b", "no").set("c", "no").set("d", "no").set("goal", "no");
  told.system("os").must("goal", "goal");
  told.remedy("one").makes("a").needs(any_of({"b", "c"})).time("1 months");
  told.remedy("two").makes("b").needs(any_of({"a", "d"})).time("2 months");
  told.remedy("three").makes("c").time("4 months");
  told.remedy("four").makes("d").time("8 months");
  told.remedy("goal").makes("goal").needs(all_of({"a", "b"})).time("1 months");
  // Both other ways are open: the ring is cut by id, and nothing is waited for in vain.
  CHECK(lines_of(timed(told, {"one", "two", "three", "four", "goal"})) ==
        waits{"four 0..80", "three 0..40", "one>four,three 80..90", "two>one 90..110", "goal>two 110..120"});
  CHECK(lines_of(timed(told, {"one", "two", "three"})) == waits{"three 0..40", "one>three 40..50", "two>one 50..70"});
  CHECK(timed(told, {"one", "two"}).never == waits{"one", "two"});
}

TEST_CASE("schedule: a ring begins with a step that surely can start, whatever its id") {
  pairing_builder told;
  told.flags({"a", "b", "c", "x", "y", "luck"});
  told.device("d").set("a", "no").set("b", "no").set("c", "no").set("x", "no").set("y", "no").set("luck", "no");
  told.system("os").must("a", "a");
  told.remedy("a").makes("a").needs(any_of({"b", "c", "luck"})).time("1 months");
  told.remedy("b").makes("b").needs(any_of({"a", "x"})).time("2 months");
  told.remedy("c").makes("c").needs(any_of({"a", "y"})).time("3 months");
  told.remedy("x").makes("x").time("4 months");
  told.remedy("y").makes("y").time("5 months");
  const waits expected{"x 0..40", "y 0..50", "b>x,y 50..70", "a>b 70..80", "c>a 80..110"};
  CHECK(lines_of(timed(told, {"a", "b", "c", "x", "y"})) == expected);
  told.device("d").set("luck", unknown_value());  // `a` may start at once then, but not surely
  CHECK(lines_of(timed(told, {"a", "b", "c", "x", "y"})) == expected);
}

TEST_CASE("schedule: what only makes the vendor less willing is not waited for") {
  pairing_builder told;
  told.flags({"tree", "signed", "port"}).currency("USD");
  told.device("d").set("tree", "no").set("signed", "no").set("port", "no");
  told.system("os").must("port", "port");
  told.market("m").units("1..4").margin("50 USD");
  told.remedy("open").makes("tree").by("vendor").paid_by("vendor").money("60 USD").time("2 months");
  told.remedy("also").makes("signed").by("vendor").paid_by("vendor").money("60 USD").time("9 months");
  told.remedy("port").makes("port").needs("tree").time("1 months");
  CHECK(lines_of(timed(told, {"also", "open", "port"})) == waits{"also 0..90", "open 0..20", "port>open 20..30"});
}

TEST_CASE("schedule: one team does one thing after the other, the longest way first; what others do needs none") {
  const schedule one = timed(first_port(), whole_port, 1);
  CHECK(lines_of(one) == waits{"unlock 0..10", "drivers 10..45", "kernel>unlock 45..75",
                               "a_image>drivers,kernel 75..85", "ship>a_image 85..90"});
  CHECK(one.duration.likely == 9);
  CHECK(one.teams == 1);
  CHECK(one.steps[0].team == 0);
  CHECK_FALSE(one.steps[4].team);
  CHECK(one.steps[4].by == "vendor");
  CHECK(one.duration == estimate{6.5, 9, 13.5, true});
  const schedule two = timed(first_port(), whole_port, 2);
  CHECK(two.duration == timed(first_port(), whole_port).duration);
}

TEST_CASE("schedule: with a team for every step the longest path, on random tasks, at every end") {
  portfit_test::random_source random(1);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    const std::size_t count = 1 + random.below(8);
    const std::vector<detail::task> tasks = random_tasks(random, count);
    const detail::team_assignment given(tasks, numbers_up_to(count), count + random.below(3));
    for (double estimate::* const end : {&estimate::low, &estimate::likely, &estimate::high}) {
      CHECK(end_of(tasks, numbers_up_to(count), end) == longest(tasks, end));
      CHECK(end_of(given.tasks(), given.sequence(), end) == longest(tasks, end));
    }
  }
}

TEST_CASE(
    "schedule: no team does two things at once, nothing starts too soon, and it takes at most twice the shortest") {
  portfit_test::random_source random(2);
  int late = 0;
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const std::size_t count = 2 + random.below(5);
    const std::size_t teams = 1 + random.below(3);
    const std::vector<detail::task> tasks = random_tasks(random, count);
    const detail::team_assignment given(tasks, numbers_up_to(count), teams);
    const std::vector<estimate> starts = detail::earliest_starts(given.tasks(), given.sequence());
    for (std::size_t one = 0; one < count; ++one) {
      REQUIRE(given.teams()[one]);
      CHECK(*given.teams()[one] < teams);
      for (const double estimate::* const end : {&estimate::low, &estimate::likely, &estimate::high}) {
        for (const std::size_t before : tasks[one].after)
          CHECK(starts[one].*end >= starts[before].*end + tasks[before].takes.*end);
        for (std::size_t other = 0; other < one; ++other)
          CHECK((given.teams()[one] != given.teams()[other] ||
                 starts[one].*end >= starts[other].*end + tasks[other].takes.*end ||
                 starts[other].*end >= starts[one].*end + tasks[one].takes.*end));
      }
    }
    const double took = end_of(given.tasks(), given.sequence(), &estimate::likely);
    const double best = shortest(tasks, teams);
    CHECK(took >= best);
    CHECK(took <= 2 * best);
    late += took > longest(tasks, &estimate::likely) ? 1 : 0;
  }
  CHECK(late > 10);
}

TEST_CASE("schedule: of tasks that can start the one with the longest way left is taken, ties by number") {
  std::vector<detail::task> tasks(4);
  tasks[0].takes = estimate::exactly(2);
  tasks[1].takes = estimate::exactly(2);
  tasks[2].takes = estimate::exactly(1);
  tasks[3].takes = estimate::exactly(3);
  tasks[3].after = {2};
  const detail::team_assignment given(tasks, numbers_up_to(4), 1);
  CHECK(given.sequence() == std::vector<std::size_t>{2, 3, 0, 1});
}

TEST_CASE("schedule: a node limit that ends is told") {
  const catalog world = built(first_port());
  schedule_options options;
  options.assess.node_limit = 3;
  const schedule made =
      make_schedule(world, world.systems.at("os"), world.devices.at("d"), world.markets.at("m"), whole_port, options);
  CHECK_FALSE(made.complete);
  CHECK(made.steps.size() == whole_port.size());
}
