#include "support/clingo.hpp"
#include "support/random_repair.hpp"

#include <portfit/search/least_cost.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

using namespace portfit_test;

/// Compares least costs of medium problems with those another program finds: least_cost_clingo <clingo> <folder to write
/// in>. Returns 77, skipped, where there is no such program.
int main(int count, char** arguments) {
  const std::string clingo = count > 1 ? arguments[1] : "";
  if (clingo.empty() || !std::filesystem::exists(clingo)) return 77;
  const std::filesystem::path program = std::filesystem::path(count > 2 ? arguments[2] : ".") / "least_cost_clingo.lp";
  std::size_t compared = 0;
  bool same = true;
  for (const auto family : {repair_family::local, repair_family::global, repair_family::hard, repair_family::tight}) {
    for (const std::size_t size : {std::size_t{10}, std::size_t{20}, std::size_t{40}, std::size_t{60}}) {
      for (std::uint64_t seed = 100; seed < 103; ++seed) {
        if ((family == repair_family::tight && size > 20) || (family == repair_family::hard && size > 40)) continue;
        const repair_problem made = make_repair(family, size, seed);
        {
          std::ofstream out(program);
          write_answer_set_program(out, made);
        }
        const clingo_run theirs = run_clingo(clingo, program, 20);
        if (!theirs.least) continue;
        const auto ours = portfit::find_least_cost(made.terms, made.goal, made.cost, made.exclusions);
        ++compared;
        if (ours.optimal && std::abs(ours.cost - *theirs.least) < 1e-6) continue;
        same = false;
        std::cout << "family " << static_cast<int>(family) << ", " << size << " requirements, seed " << seed << ": "
                  << ours.cost << " and not " << *theirs.least << "\n";
      }
    }
  }
  std::filesystem::remove(program);
  std::cout << compared << " least costs compared\n";
  return same && compared > 30 ? 0 : 1;
}
