#!/usr/bin/env bash
# Builds the benchmarks with the release preset, runs them all, keeps their results as JSON in build/benchmarks/, and prints the
# tables of docs/performance.md: ratios to what was measured in the same run, then every median.
#
#   benchmarks/run.sh [--repetitions N] [--seconds S] [--core N] [--only NAME]... [--long]
#     --repetitions  of each benchmark; the median counts; 5
#     --seconds      of each repetition, at least; 0.1
#     --core         the processor all runs are tied to; 1
#     --only         this program alone, as in benchmarks/NAME.cpp; may be repeated
#     --long         the large problems of benchmarks/plan.cpp too, over which other people's solvers take minutes
#
# Solvers and data that are not there leave rows out. Real data: the folder PORTFIT_SHARED names, else ../shared.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"

usage() {
  sed -n '5,10s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

repetitions=5 seconds=0.1 core=1 only=() long=
while [ $# -gt 0 ]; do
  case $1 in
    --repetitions | --core)
      case ${2-} in '' | *[!0-9]*) usage ;; esac
      declare "${1#--}=$2"
      shift
      ;;
    --seconds)
      case ${2-} in '' | *[!0-9.]*) usage ;; esac
      seconds=$2
      shift
      ;;
    --only)
      only+=("${2?}")
      shift
      ;;
    --long) long=yes ;;
    *) usage ;;
  esac
  shift
done
if [ ${#only[@]} -eq 0 ]; then
  for file in "$root"/benchmarks/*.cpp; do only+=("$(basename "$file" .cpp)"); done
fi

need_build_tools
need libbenchmark-dev
install_missing
build=$root/build/release
quietly cmake --preset release -S "$root"
quietly cmake --build "$build" --target "${only[@]/#/benchmark_}"

out=$root/build/benchmarks
mkdir -p "$out"
pin=()
if command -v taskset >/dev/null && taskset -c "$core" true 2>/dev/null; then pin=(taskset -c "$core"); fi
for name in "${only[@]}"; do
  echo "$name" >&2
  options=("--benchmark_min_time=$seconds" "--benchmark_repetitions=$repetitions" --benchmark_report_aggregates_only=true)
  options+=("--benchmark_out=$out/$name.json" --benchmark_out_format=json)
  if [ "$name" = plan ] && [ -z "$long" ]; then options+=("--benchmark_filter=/(10|20)/"); fi
  (cd "$root" && quietly "${pin[@]}" "$build/benchmarks/benchmark_$name" "${options[@]}")
done

# Median by benchmark, in nanoseconds: processor time, but where a benchmark takes the time itself, what it took.
for name in "${only[@]}"; do
  awk -v program="$name" '
    function text(line) { sub(/^[^:]*: "?/, "", line); sub(/"?,?$/, "", line); return line }
    /"run_name":/ { run = text($0) }
    /"aggregate_name":/ { aggregate = text($0) }
    /"error_occurred": true/ { run = "" }
    /"real_time":/ { real = text($0) + 0 }
    /"cpu_time":/ { cpu = text($0) + 0 }
    /"time_unit":/ {
      unit = text($0); factor = unit == "ns" ? 1 : unit == "us" ? 1e3 : unit == "ms" ? 1e6 : 1e9
      if (run != "" && aggregate == "median") printf "%s\t%s\t%.3f\n", program, run, factor * (run ~ /manual_time/ ? real : cpu) }' "$out/$name.json"
done >"$out/medians.tsv"

# Bound or peer; what is measured; our benchmark; the benchmark it is held against.
pairs='bound|one probability of a diagram of 232 nodes, against its arithmetic alone|fold_linear_probability/100|sweep_nodes/100
bound|the same where the diagram is walked anew|fold_probability/100|sweep_nodes/100
bound|600 devices in YAML into a tree with places, against the parser of yaml-cpp alone|read_yaml_devices/600|yaml_parser_alone/600
bound|matrices and manifests of Android into values, against the parser of pugixml alone|read_all|xml_parser_alone
peer|600 devices in YAML into a tree: yaml-cpp with its own tree|read_yaml_devices/600|yaml_tree_of_the_library/600
peer|least cost of 20 local requirements: GLPK|least_cost/local/20/own/manual_time|least_cost/local/20/glpk/manual_time
peer|least cost of 20 global requirements: GLPK|least_cost/global/20/own/manual_time|least_cost/global/20/glpk/manual_time
peer|cheapest plan of 10 remedies in a chain: trying all plans|cheapest/chain/10/own/manual_time|cheapest/chain/10/all_plans/manual_time'

time_functions='function shown(ns) { return sprintf("%.3g %s", ns < 1e3 ? ns : ns < 1e6 ? ns / 1e3 : ns / 1e6, ns < 1e3 ? "ns" : ns < 1e6 ? "us" : "ms") }'
# table KIND HEAD...: the rows of this kind whose two benchmarks ran. Bounds: how many times as long we take; peers: how many times they do.
table() {
  echo "| what | $2 | portfit | $3 |"
  echo "|---|---|---|---|"
  awk -F '\t' -v pairs="$pairs" -v kind="$1" "$time_functions"'
    { time[$2] = $3 }
    END {
      count = split(pairs, lines, "\n")
      for (i = 1; i <= count; ++i) {
        split(lines[i], part, "|")
        if (part[1] != kind || !(part[3] in time) || !(part[4] in time)) continue
        ratio = kind == "bound" ? time[part[3]] / time[part[4]] : time[part[4]] / time[part[3]]
        printf "| %s | %s | %s | %.3g |\n", part[2], shown(time[part[4]]), shown(time[part[3]]), ratio } }' "$out/medians.tsv"
  echo
}
{
  echo "### Beside bounds and peers of the same run"
  echo
  table bound bound "portfit / bound"
  table peer peer "peer / portfit"
  echo "### All medians"
  echo
  echo "| program | benchmark | time |"
  echo "|---|---|---|"
  awk -F '\t' "$time_functions"' { printf "| %s | %s | %s |\n", $1, $2, shown($3) }' "$out/medians.tsv"
} | tee "$out/tables.md"
