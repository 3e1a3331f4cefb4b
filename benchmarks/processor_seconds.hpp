#pragma once

#include <time.h>

namespace portfit_benchmark {

/// Processor time of this thread so far, in seconds. Not that of the process, which Linux counts in ticks once a timer is set on it.
[[nodiscard]] inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace portfit_benchmark
