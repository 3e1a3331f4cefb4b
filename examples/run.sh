#!/usr/bin/env bash
# Shows the planner at its main job on a fresh Debian machine: installs what is missing, builds the planner alone (optimised,
# in build/planner) and runs it on the catalogs beside this script.
set -euo pipefail

# A pairing the shipped catalogs call blocked, and one they call feasible, as options of `portfit explain`.
blocked_pairing=(--os kvadraos --device big_phone --market ru_mass)
feasible_pairing=(--os kvadraos --device small_phone --market ru_mass)

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"
cd "$root"
catalog=examples/catalogs/partners.yaml

need_build_tools
need g++ g++
install_missing

configure build/planner "${CXX:-g++}" -DCMAKE_BUILD_TYPE=Release \
  -DPORTFIT_BUILD_TESTS=OFF -DPORTFIT_BUILD_BENCHMARKS=OFF -DPORTFIT_BUILD_EXAMPLES=ON
quietly cmake --build build/planner --target portfit_planner

# show COMMAND ARGUMENT...: the command as one would type it, then what it prints. 1 is an answer too ("no"); 2 is not.
show() {
  echo
  echo "\$ portfit $*"
  local status=0
  build/planner/examples/portfit "$@" || status=$?
  if [ "$status" -gt 1 ]; then exit "$status"; fi
}

for each in partners procurement systems; do show check "examples/catalogs/$each.yaml"; done # several at once are one catalog
show rank "$catalog" --top 10 # no --market: every market
show rank examples/catalogs/sample-devices.csv examples/catalogs/systems.yaml --os postmarketos --top 5 # counted chances
show explain "$catalog" "${blocked_pairing[@]}"
show explain "$catalog" "${feasible_pairing[@]}"
show plan "$catalog" --os aurora --device small_phone --market ru_sensitive # what to do, in which order, at what cost
show sensitivity "$catalog" --os aurora --device small_phone --market ru_sensitive --top 5 # which figure to check first
show ask "$catalog" --os aurora --device big_phone --market ru_mass # what to find out first, and from whom
show contagion "$catalog" --vendor big_chinese_maker # what that maker would lose elsewhere
show what-if "$catalog" --market ru_mass --os kvadraos --accept-forfeits --set 'google.fork: enforced = 0%' --top 3
show explain examples/catalogs/cases/c01_acer_aliyun.yaml --os aliyun --device acer_cloudmobile --market china
show diff examples/catalogs/procurement.yaml --as-of 2025-11-30 --as-of 2026-02-03
show explain examples/catalogs/cases/s13_pinephone.yaml --os pmos_community --device pinephone --horizon 5 # who keeps it alive
show vintf --matrix tests/data/vintf/framework --manifest tests/data/vintf/poor.xml # will this Android run on that vendor image?
