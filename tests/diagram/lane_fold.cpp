#include <portfit/diagram/lane_fold.hpp>

#include <doctest/doctest.h>

#include "support/random_formula.hpp"

#include <portfit/diagram/compile.hpp>
#include <portfit/diagram/flat_reader.hpp>
#include <portfit/diagram/fold.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

using namespace portfit;

namespace {

/// Two functions of one manager that may share nodes, and their truth tables.
struct lane_sample {
  portfit_test::random_formula made;
  std::size_t variables;
  bdd_manager manager;
  std::array<edge, 2> functions{};
  std::array<portfit_test::truth_table, 2> tables;
  flat_diagram flat;
};

lane_sample draw_lane_sample(portfit_test::random_numbers& random, std::size_t variables) {
  auto made = portfit_test::make_random_formula(random, {.variables = variables, .steps = 14});
  const std::size_t other = random.below(made.built.size());
  lane_sample drawn{made,
                    variables,
                    bdd_manager(portfit_test::random_order(random, variables)),
                    {},
                    {made.table(), made.expected[other]},
                    {}};
  drawn.functions = {compile(drawn.manager, made.terms, made.root()),
                     compile(drawn.manager, made.terms, made.built[other])};
  flat_reader reader(drawn.manager, drawn.flat);
  for (const edge each : drawn.functions) drawn.flat.add_root(reader.read(each));
  return drawn;
}

double draw_chance(portfit_test::random_numbers& random) {
  return random.below(8) == 0 ? static_cast<double>(random.below(2)) : random.unit();
}

std::vector<double> draw_chances(portfit_test::random_numbers& random, std::size_t count) {
  std::vector<double> drawn(count);
  for (double& each : drawn) each = draw_chance(random);
  return drawn;
}

std::uint64_t raw_bits(double number) { return std::bit_cast<std::uint64_t>(number); }

}  // namespace

TEST_CASE("lanes: probabilities equal those of a single fold bit for bit, whatever the block") {
  portfit_test::random_numbers random(4711);
  for (int round = 0; round < 60; ++round) {
    const std::size_t variables = 1 + random.below(8);
    const lane_sample drawn = draw_lane_sample(random, variables);
    const lane_schedule schedule(drawn.flat);
    const std::size_t lanes = 1 + random.below(200);
    const std::vector<double> rows = draw_chances(random, lanes * variables);
    for (const std::size_t block : {std::size_t{0}, std::size_t{1}, 1 + random.below(100)}) {
      lane_fold<probability_lanes> fold(schedule, block);
      std::size_t seen = 0;
      fold_lanes(fold, lane_rows<double>{rows, variables}, 0, lanes, [&](std::size_t first, const auto& folded) {
        REQUIRE(first == seen);
        seen += folded.value().size();
        for (std::size_t root = 0; root < 2; ++root) {
          for (std::size_t i = 0; i < folded.value(root).size(); ++i) {
            const std::span<const double> row(&rows[(first + i) * variables], variables);
            const double single = probability_of(drawn.manager, drawn.functions[root], row);
            REQUIRE(raw_bits(folded.value(root)[i]) == raw_bits(single));
            REQUIRE(single == doctest::Approx(drawn.tables[root].probability(row)).epsilon(1e-12));
          }
        }
      });
      REQUIRE(seen == lanes);
    }
  }
}

TEST_CASE("lanes: the cheapest way equals enumeration, and the single fold bit for bit") {
  portfit_test::random_numbers random(99);
  const double never = std::numeric_limits<double>::infinity();
  for (int round = 0; round < 60; ++round) {
    const std::size_t variables = 1 + random.below(7);
    const lane_sample drawn = draw_lane_sample(random, variables);
    const lane_schedule schedule(drawn.flat);
    const std::size_t lanes = 40;
    std::vector<double> without(lanes * variables, 0);
    std::vector<double> with(lanes * variables, 0);
    for (std::size_t i = 0; i < with.size(); ++i) {
      const std::size_t kind = random.below(10);
      (kind == 0 ? without : with)[i] = kind == 1 || kind == 0 ? never : 100 * random.unit();
    }
    lane_fold<cost_lanes> fold(schedule);
    fold.run(literal_columns{lane_rows<double>{without, variables}, lane_rows<double>{with, variables}}, 0, lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      for (std::size_t root = 0; root < 2; ++root) {
        const auto price = [&](variable v, bool holds) { return (holds ? with : without)[lane * variables + v]; };
        REQUIRE(raw_bits(fold.value(root)[lane]) ==
                raw_bits(semiring_fold<cost_semiring>(drawn.manager, drawn.functions[root], price)));
        double least = never;
        for (std::size_t a = 0; a < drawn.tables[root].size(); ++a) {
          double sum = 0;
          for (variable v = 0; v < variables; ++v) sum += price(v, (a >> v & 1U) != 0);
          if (drawn.tables[root][a] && sum < least) least = sum;
        }
        if (least == never) REQUIRE(fold.value(root)[lane] == never);
        if (least < never) REQUIRE(fold.value(root)[lane] == doctest::Approx(least));
      }
    }
  }
}

TEST_CASE("lanes: what holds for all and for some values equals enumeration, 64 lanes a word") {
  portfit_test::random_numbers random(64);
  for (int round = 0; round < 40; ++round) {
    const std::size_t variables = 1 + random.below(6);
    const lane_sample drawn = draw_lane_sample(random, variables);
    const lane_schedule schedule(drawn.flat);
    const std::size_t words = 1 + random.below(3);
    std::vector<lane_word> without;
    std::vector<lane_word> with;
    for (std::size_t i = 0; i < variables * words; ++i) {
      without.push_back(random.next());
      with.push_back(random.next() | ~without.back());
    }
    const literal_columns columns{plain_columns<lane_word>{without, words}, plain_columns<lane_word>{with, words}};
    lane_fold<certainty_lanes> certain(schedule);
    lane_fold<possibility_lanes> possible(schedule);
    certain.run(columns, 0, words);
    possible.run(columns, 0, words);
    for (std::size_t lane = 0; lane < words * 64; ++lane) {
      const auto bit = [&](lane_word word) { return (word >> (lane % 64) & 1U) != 0; };
      for (std::size_t root = 0; root < 2; ++root) {
        bool all = true;
        bool some = false;
        for (std::size_t a = 0; a < drawn.tables[root].size(); ++a) {
          bool reached = true;
          for (std::size_t v = 0; v < variables; ++v)
            reached = reached && bit(((a >> v & 1U) != 0 ? with : without)[v * words + lane / 64]);
          all = all && (!reached || drawn.tables[root][a]);
          some = some || (reached && drawn.tables[root][a]);
        }
        REQUIRE(bit(certain.value(root)[lane / 64]) == all);
        REQUIRE(bit(possible.value(root)[lane / 64]) == some);
      }
    }
  }
}

TEST_CASE("lanes: any split into ranges, each with a fold of its own, gives the same bits") {
  portfit_test::random_numbers random(31);
  for (int round = 0; round < 30; ++round) {
    const std::size_t variables = 1 + random.below(7);
    const lane_sample drawn = draw_lane_sample(random, variables);
    const lane_schedule schedule(drawn.flat);
    const std::size_t lanes = 300;
    const std::vector<double> columns = draw_chances(random, lanes * variables);
    const auto fold_range = [&](std::size_t first, std::size_t last, std::vector<double>& into) {
      lane_fold<probability_lanes> fold(schedule, 1 + random.below(130));
      fold_lanes(fold, plain_columns<double>{columns, lanes}, first, last, [&](std::size_t at, const auto& folded) {
        const std::span<const double> found = folded.value();
        std::copy(found.begin(), found.end(), into.begin() + static_cast<std::ptrdiff_t>(at));
      });
    };
    std::vector<double> whole(lanes);
    fold_range(0, lanes, whole);
    std::vector<double> parts(lanes, -1);
    const std::size_t one = random.below(lanes);
    const std::size_t other = one + random.below(lanes - one);
    fold_range(other, lanes, parts);
    fold_range(0, one, parts);
    fold_range(one, other, parts);
    for (std::size_t i = 0; i < lanes; ++i) REQUIRE(raw_bits(whole[i]) == raw_bits(parts[i]));
  }
}

TEST_CASE("lanes: a weighted sum of functions is the sum over all assignments of what holds there") {
  portfit_test::random_numbers random(77);
  for (int round = 0; round < 40; ++round) {
    const std::size_t variables = 1 + random.below(7);
    lane_sample drawn = draw_lane_sample(random, variables);
    flat_reader reader(drawn.manager, drawn.flat);
    const std::array<flat_summand, 2> parts{{{100 * random.unit(), reader.read(drawn.functions[0])},
                                             {-7 * random.unit(), reader.read(drawn.functions[1])}}};
    const double offset = random.unit();
    const std::size_t root = drawn.flat.add_root(drawn.flat.add_sum(offset, parts));
    const lane_schedule schedule(drawn.flat);
    const std::vector<double> rows = draw_chances(random, 9 * variables);
    lane_fold<probability_lanes> fold(schedule);
    fold.run(lane_rows<double>{rows, variables}, 0, 9);
    for (std::size_t lane = 0; lane < 9; ++lane) {
      const std::span<const double> row(&rows[lane * variables], variables);
      const double one = parts[0].factor * drawn.tables[0].probability(row);
      const double other = parts[1].factor * drawn.tables[1].probability(row);
      REQUIRE(std::abs(fold.value(root)[lane] - (offset + one + other)) < 1e-10);
    }
  }
}

TEST_CASE("lanes: probabilities of one function in all lanes") {
  portfit_test::random_numbers random(2);
  for (int round = 0; round < 20; ++round) {
    const std::size_t variables = 1 + random.below(6);
    const lane_sample drawn = draw_lane_sample(random, variables);
    const std::size_t lanes = random.below(600);
    const std::vector<double> rows = draw_chances(random, lanes * variables);
    const auto found = probabilities_of(drawn.manager, drawn.functions[0], lane_rows<double>{rows, variables}, lanes);
    REQUIRE(found.size() == lanes);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::span<const double> row(&rows[lane * variables], variables);
      REQUIRE(raw_bits(found[lane]) == raw_bits(probability_of(drawn.manager, drawn.functions[0], row)));
    }
  }
}
