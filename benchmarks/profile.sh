#!/usr/bin/env bash
# Where the time goes: samples a run by perf with whole call chains, inlined functions included, and prints the share of each stage.
#
#   benchmarks/profile.sh rank ARGUMENTS...    of the planner's `rank` with these arguments
#   benchmarks/profile.sh tree FILE.xml...     of the fault-tree program, all trees together
#
# Needs perf (Debian: linux-perf). Builds into build/profile with line tables. A share counts samples of processor time by the stage
# found in the chain; a chain that names none is "other": the start of the program, printing, freeing at the end.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"

what=${1-}
if { [ "$what" != rank ] && [ "$what" != tree ]; } || [ $# -lt 2 ]; then
  sed -n '4,5s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
fi
shift
if ! command -v perf >/dev/null; then
  echo "perf is not installed (Debian: linux-perf)" >&2
  exit 2
fi

build=$root/build/profile
program=portfit_planner
if [ "$what" = tree ]; then program=benchmark_fault_tree; fi
quietly cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release "-DCMAKE_CXX_FLAGS=-g1" -DCMAKE_UNITY_BUILD=ON \
  -DCMAKE_UNITY_BUILD_BATCH_SIZE=0 -DPORTFIT_BUILD_TESTS=OFF -DPORTFIT_BUILD_TUTORIALS=OFF
quietly cmake --build "$build" --target "$program"

# Stage and the function whose presence in a chain means it; the first that is found counts.
if [ "$what" = rank ]; then
  stages='text into trees: places, columns, nodes|yaml_builder::
text into trees: the parser of yaml-cpp|YAML::
text into trees: checks of the text|portfit::read_yaml
text into trees: spreadsheets|portfit::read_csv
trees into a catalog|portfit::read_catalog
what is known of all devices|fact_columns::
counting devices for chances|portfit::count_devices
the constraint graphs, but for counting|portfit::build_graph
which lanes are alike: rows of codes|lane_reader::
lanes into formulas|detail::lowering::
formulas into diagrams|portfit::compiled_problem::compiled_problem
the best plans of many lanes: bounds and figures|portfit::best_plans::
rows: names, figures, facts|pairing_batch::assess_into
other work of the batch|pairing_batch
single assessments|portfit::assess(
ordering rows and other work of rank|visit_ranking'
else
  stages='reading XML into a formula|read_open_psa
rough bounds|structural_bounds
independent parts|portfit::split_modules
minimal cut sets|portfit::minimal_solutions
counting them|portfit::set_count_by_size
diagrams|portfit::compile
probability|portfit::probability_of'
fi

out=$build/perf
mkdir -p "$out"
sample() { # samples one run into $out/chains.txt
  perf record -q -e cpu-clock -F "$1" --call-graph dwarf,16384 -o "$out/perf.data" -- "${@:2}" >/dev/null 2>"$out/told.txt"
  perf script -i "$out/perf.data" -F ip,sym,dso 2>/dev/null >>"$out/chains.txt"
}
: >"$out/chains.txt"
if [ "$what" = rank ]; then
  sample 4000 "$build/examples/portfit" rank "$@"
else
  for tree in "$@"; do sample 1000 "$build/benchmarks/fault_tree/benchmark_fault_tree" "$tree" --time-limit 20; done
fi

awk -v stages="$stages" '
  BEGIN {
    RS = ""
    count = split(stages, lines, "\n")
    for (i = 1; i <= count; ++i) { split(lines[i], part, "|"); name[i] = part[1]; wanted[i] = part[2] }
  }
  {
    ++samples
    for (i = 1; i <= count; ++i) if (index($0, wanted[i])) { ++found[i]; break }
    # The memory of the machine: functions of libc that hand it out and take it back.
    if (split($0, chain, "\n") && chain[1] ~ /malloc|cfree|_int_free|unlink_chunk|operator (new|delete)/) ++memory
  }
  END {
    printf "| stage | share of %d samples |\n|---|---|\n", samples
    for (i = 1; i <= count; ++i) { printf "| %s | %.1f %% |\n", name[i], 100 * found[i] / samples; known += found[i] }
    printf "| other | %.1f %% |\n", 100 * (samples - known) / samples
    printf "\nHanding out and taking back memory, in whatever stage: %.1f %%.\n", 100 * memory / samples }' "$out/chains.txt"
