#include <portfit/statistics/seeded_random.hpp>

#include <array>
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>

TEST_CASE("the generator is splitmix64, the same everywhere") {
  portfit::seeded_random numbers(1234567);  // the first numbers of the reference code for this seed
  CHECK(numbers.next() == 6457827717110365317ULL);
  CHECK(numbers.next() == 3203168211198807973ULL);
  CHECK(numbers.next() == 9817491932198370423ULL);
}

TEST_CASE("numbers below a bound are below it and about as frequent") {
  portfit::seeded_random numbers(5);
  std::array<int, 7> seen{};
  for (int draw = 0; draw < 7000; ++draw) ++seen.at(numbers.below(7));
  for (const int count : seen) {
    CHECK(count > 850);
    CHECK(count < 1150);
  }
  CHECK(numbers.below(1) == 0);
}

TEST_CASE("every order of three is about as frequent") {
  portfit::seeded_random numbers(6);
  std::array<int, 27> seen{};
  for (int draw = 0; draw < 6000; ++draw) {
    std::vector<std::size_t> items{0, 1, 2};
    numbers.shuffle(items);
    ++seen.at(items[0] * 9 + items[1] * 3 + items[2]);
  }
  int orders = 0;
  for (const int count : seen) {
    if (count == 0) continue;
    ++orders;
    CHECK(count > 850);
    CHECK(count < 1150);
  }
  CHECK(orders == 6);
}

TEST_CASE("nothing and one can be shuffled") {
  portfit::seeded_random numbers(7);
  std::vector<int> none;
  numbers.shuffle(none);
  CHECK(none.empty());
  std::vector<int> one{4};
  numbers.shuffle(one);
  CHECK(one == std::vector<int>{4});
}
