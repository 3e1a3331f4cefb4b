#pragma once

#include "support/random_repair.hpp"

#include <portfit/formula/formula.hpp>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <ostream>
#include <string>

#include <sys/resource.h>

namespace portfit_test {

/// The problem as a program for an answer set solver: what a term is made of as rules, decisions as choices.
inline void write_answer_set_program(std::ostream& out, const repair_problem& made) {
  const portfit::formula& terms = made.terms;
  for (portfit::term each = 2; each < terms.term_count(); ++each) {
    const auto children = terms.children(each);
    switch (terms.kind(each)) {
      case portfit::term_kind::literal: {
        const std::string name = std::to_string(terms.variable_of(each));
        out << "{x(" << name << ")}.\nt(" << each << ") :- x(" << name << ").\n";
        break;
      }
      case portfit::term_kind::negation: out << "t(" << each << ") :- not t(" << children.front() << ").\n"; break;
      case portfit::term_kind::disjunction:
        for (const portfit::term child : children) out << "t(" << each << ") :- t(" << child << ").\n";
        break;
      default: {
        const bool all = terms.kind(each) == portfit::term_kind::conjunction;
        out << "t(" << each << ") :- #sum{";
        for (std::size_t at = 0; at < children.size(); ++at)
          out << (at > 0 ? ";" : "") << "1," << at << ":t(" << children[at] << ")";
        out << "} >= " << (all ? children.size() : terms.threshold(each)) << ".\n";
      }
    }
  }
  out << ":- not t(" << made.goal << ").\n";
  for (const auto& [one, other] : made.exclusions) out << ":- x(" << one << "), x(" << other << ").\n";
  for (std::size_t each = 0; each < made.cost.size(); ++each)
    out << ":~ x(" << each << "). [" << static_cast<long>(made.cost[each]) << "," << each << "]\n";
}

/// What ended child processes took of the processor.
inline double children_seconds() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

/// One run of clingo.
struct clingo_run {
  std::optional<double> least;  ///< nothing: it did not end
  double seconds = 0;           ///< of the processor, for the whole process and the shell that started it
};

/// Lets clingo read a program from a file. @pre Costs are whole numbers.
inline clingo_run run_clingo(const std::string& clingo, const std::filesystem::path& program, int most_seconds) {
  const std::filesystem::path answer = program.string() + ".answer";
  const std::string command = "'" + clingo +
                              "' --opt-strategy=usc,oll --quiet=2 --time-limit=" + std::to_string(most_seconds) + " '" +
                              program.string() + "' > '" + answer.string() + "' 2>/dev/null";
  const double begin = children_seconds();
  const int code = std::system(command.c_str());
  clingo_run result;
  result.seconds = children_seconds() - begin;
  (void)code;  // it tells whether there was an answer, not whether all went well
  std::ifstream lines(answer);
  bool ended = false;
  double least = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("OPTIMUM FOUND")) ended = true;
    if (line.starts_with("Optimization : ")) least = std::strtod(line.c_str() + 15, nullptr);
  }
  if (ended) result.least = least;
  std::filesystem::remove(answer);
  return result;
}

}  // namespace portfit_test
