#!/usr/bin/env bash
# Measures how the cost of a diagram grows (build/growth/*.tsv) and draws the curves of docs/performance.md anew
# (docs/pictures/cost_*.svg). Prints the medians as tables.
#
#   benchmarks/growth.sh [SEEDS]
#     SEEDS  random problems of each kind, whose median counts; 15
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"
seeds=${1-15}
case $seeds in
  '' | *[!0-9]*)
    sed -n '5,6s/^# *//p' "${BASH_SOURCE[0]}" >&2
    exit 2
    ;;
esac

build=$root/build/release
quietly cmake --preset release -S "$root"
quietly cmake --build "$build" --target benchmark_growth draw_growth
out=$root/build/growth
mkdir -p "$out"
pin=()
if command -v taskset >/dev/null && taskset -c 1 true 2>/dev/null; then pin=(taskset -c 1); fi
for what in conditions sharing lanes; do
  "${pin[@]}" "$build/benchmarks/growth/benchmark_growth" "$what" "$seeds" >"$out/$what.tsv"
done

# draw PICTURE FILE COLUMN FACTOR LABELS...: the curves of one column of what was measured.
draw() {
  local picture=$root/docs/pictures/$1.svg
  awk -F '\t' -v OFS='\t' -v column="$3" -v factor="$4" '{ print $1, $2, $column == "-" ? "-" : factor * $column }' "$out/$2.tsv" >"$out/$1.tsv"
  "$build/benchmarks/growth/draw_growth" "$out/$1.tsv" "${@:5}" >"$picture"
}
note="median of $seeds random goals; a curve ends where most would have made more than a million nodes"
draw cost_conditions conditions 4 1000 "One diagram and one probability, by conditions" "$note" conditions milliseconds
draw cost_nodes conditions 3 1 "Nodes of one diagram, by conditions" "$note" conditions nodes
draw cost_sharing sharing 4 1000 "One diagram and one probability, by sharing" "$note" \
  "per cent of operands that stood in a requirement before" milliseconds --even-x
draw cost_lanes lanes 4 1000 "One diagram for many devices, by devices" \
  "median of $seeds random goals, 30 % of operands shared near by; every device has chances of its own" devices milliseconds

for what in conditions sharing lanes; do
  awk -F '\t' -v head="$what" 'NR == 1 { print "| kind | " head " | nodes | ms | ended |\n|---|---|---|---|---|" }
    { printf "| %s | %s | %s | %s | %s |\n", $1, $2, $3, $4 == "-" ? "-" : sprintf("%.3g", 1000 * $4), $5 } END { print "" }' "$out/$what.tsv"
done
