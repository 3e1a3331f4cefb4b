// Analyses one fault tree in the Open-PSA format and prints one line of JSON: see `usage`.
#include "analyze_tree.hpp"
#include "result_line.hpp"

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

using namespace portfit_benchmark;

namespace {

constexpr const char* usage =
    "usage: benchmark_fault_tree FILE.xml [--top GATE] [--probability] [--cut-sets] [--importance]\n"
    "                            [--node-limit N] [--step-limit N] [--time-limit SECONDS] [--memory-limit MIB]\n"
    "Without a question: probability and minimal cut sets. Seconds are processor time. Where a limit ends the analysis "
    "the\n"
    "line says \"complete\":false and what the probability surely lies between, and the program still ends with 0.\n";

struct command {
  std::string file;
  std::string top;
  analysis_options analysis;
  std::size_t most_seconds = 0;    // none where 0
  std::size_t most_mebibytes = 0;  // none where 0
};

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::optional<command> read_command(int count, char** words) {
  command read;
  bool asked = false;
  const auto ask = [&](bool& question) {
    if (!asked) read.analysis.probability = read.analysis.cut_sets = false;
    asked = question = true;
  };
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    const std::string_view next = at + 1 < count ? words[at + 1] : "";
    std::size_t* amount = nullptr;
    if (word == "--probability")
      ask(read.analysis.probability);
    else if (word == "--cut-sets")
      ask(read.analysis.cut_sets);
    else if (word == "--importance")
      ask(read.analysis.importance);
    else if (word == "--node-limit")
      amount = &read.analysis.limits.nodes;
    else if (word == "--step-limit")
      amount = &read.analysis.limits.steps;
    else if (word == "--time-limit")
      amount = &read.most_seconds;
    else if (word == "--memory-limit")
      amount = &read.most_mebibytes;
    else if (word == "--top" && !next.empty())
      read.top = words[++at];
    else if (!word.starts_with("--") && read.file.empty())
      read.file = word;
    else
      return std::nullopt;
    if (amount == nullptr) continue;
    const auto value = number(next);
    if (!value || *value == 0) return std::nullopt;
    *amount = *value;
    ++at;
  }
  if (read.file.empty()) return std::nullopt;
  return read;
}

// What the handler of the time limit prints: written between steps while the signal is blocked, so never half done.
std::string last_line;

void end_for_time(int) {
  for (std::size_t done = 0; done < last_line.size();) {
    const ssize_t written = write(STDOUT_FILENO, last_line.data() + done, last_line.size() - done);
    if (written <= 0) break;
    done += static_cast<std::size_t>(written);
  }
  _exit(0);
}

void keep_line(const fault_tree& tree, const tree_analysis& known) {
  sigset_t alarms;
  sigemptyset(&alarms);
  sigaddset(&alarms, SIGPROF);
  sigprocmask(SIG_BLOCK, &alarms, nullptr);
  last_line = result_line(tree, known, "time");
  sigprocmask(SIG_UNBLOCK, &alarms, nullptr);
}

void set_limits(const command& given) {
  if (given.most_mebibytes > 0) {
    const rlim_t bytes = static_cast<rlim_t>(given.most_mebibytes) << 20U;
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_AS, &limit);
  }
  if (given.most_seconds > 0) {
    struct sigaction action{};
    action.sa_handler = end_for_time;
    sigaction(SIGPROF, &action, nullptr);
    itimerval timer{};
    timer.it_value.tv_sec = static_cast<time_t>(given.most_seconds);
    setitimer(ITIMER_PROF, &timer, nullptr);
  }
}

std::optional<std::string> read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) return std::nullopt;
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (file.bad()) return std::nullopt;
  return text;
}

int analyze(const command& given, const fault_tree& tree, double seconds_read) {
  tree_analysis known;
  known.seconds_read = seconds_read;
  const auto start = std::chrono::steady_clock::now();
  const double processor_start = processor_seconds();
  try {
    analyze_tree(tree, given.analysis, known, [&](const tree_analysis& now) { keep_line(tree, now); });
  } catch (const std::bad_alloc&) {
    known.limit = "memory";
  }
  known.seconds_total = processor_seconds() - processor_start;
  known.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  std::fputs(result_line(tree, known).c_str(), stdout);
  return 0;
}

}  // namespace

int main(int count, char** words) {
  const auto given = read_command(count, words);
  if (!given) {
    std::fputs(usage, stderr);
    return 2;
  }
  last_line =
      "{\"complete\":false,\"limit\":\"time\",\"step\":\"read\",\"probability_low\":0,\"probability_high\":1}\n";
  set_limits(*given);
  const double start = processor_seconds();
  const auto text = read_file(given->file);
  if (!text) {
    std::fprintf(stderr, "%s: cannot be read\n", given->file.c_str());
    return 2;
  }
  const fault_tree_reading reading = read_open_psa(*text, given->file, given->top);
  for (const portfit::diagnostic& each : reading.remarks) std::fprintf(stderr, "%s\n", portfit::to_text(each).c_str());
  if (!reading.tree) return 2;
  return analyze(*given, *reading.tree, processor_seconds() - start);
}
