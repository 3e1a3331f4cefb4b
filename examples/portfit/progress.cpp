#include "progress.hpp"

#include <portfit/report/number.hpp>

#include <iostream>
#include <utility>

#if __has_include(<unistd.h>) && __has_include(<sys/resource.h>)
#include <sys/resource.h>
#include <unistd.h>
#define PLANNER_HAS_POSIX 1
#endif

namespace planner {
namespace {

bool stderr_is_terminal() {
#ifdef PLANNER_HAS_POSIX
  return isatty(STDERR_FILENO) == 1;
#else
  return false;
#endif
}

}  // namespace

progress::progress(std::string what) : what_(std::move(what)), shown_(stderr_is_terminal()) {}

void progress::update(std::size_t done, std::size_t all) {
  if (!shown_ || all == 0 || done * 100 / all == last_) return;
  last_ = done * 100 / all;
  std::cerr << '\r' << what_ << ": " << done << " of " << all << std::flush;
}

void progress::finish() {
  if (shown_ && last_ > 0) std::cerr << '\r' << std::string(what_.size() + 30, ' ') << '\r' << std::flush;
}

void print_usage(double seconds) {
  std::cerr << "portfit: " << portfit::fixed_text(seconds, 2) << " s";
#ifdef PLANNER_HAS_POSIX
  rusage used{};
  if (getrusage(RUSAGE_SELF, &used) == 0) std::cerr << ", " << used.ru_maxrss / 1024 << " MiB at most";
#endif
  std::cerr << '\n';
}

}  // namespace planner
