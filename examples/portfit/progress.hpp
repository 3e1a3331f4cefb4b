#pragma once

#include <cstddef>
#include <string>

namespace planner {

/// A counter on standard error, shown only where that is a terminal.
class progress {
 public:
  explicit progress(std::string what);

  void update(std::size_t done, std::size_t all);
  /// Takes the counter off the screen again.
  void finish();

 private:
  std::string what_;
  bool shown_;
  std::size_t last_ = 0;
};

/// Tells time and memory used so far on standard error.
void print_usage(double seconds);

}  // namespace planner
