#!/usr/bin/env bash
# Measures the engine on fault trees beside SCRAM (the program) and BuDDy (the library), and prints the tables of docs/performance.md.
#
#   benchmarks/compare.sh [--limit SECONDS] [--memory MIB] [--nodes N] [--repeats N] [--core N] [--only NAME]... [--keep] [FOLDER]
#     FOLDER     of fault trees in the Open-PSA format (.xml); ../shared/data/aralia if left out. A file expected.tsv in it (tree,
#                probability, minimal_cut_sets, separated by tabs, named in its first line) is compared with what is computed.
#     --limit    of one run of one program over one tree, in seconds of processor time; 120
#     --memory   of one run, in MiB; 6000
#     --nodes    of a diagram of portfit; 4000000, as for all who do not ask for another limit
#     --repeats  of what takes less than ten seconds; the least time counts; 3
#     --core     the processor all runs are tied to; 1
#     --only     this tree alone; may be repeated
#     --keep     takes what SCRAM took over a tree in an earlier run, where there was one: it does not change with portfit
#
# Installs what is missing of SCRAM and BuDDy where it may, and goes on without. Tables go to standard output and, as Markdown and
# as tab-separated text, to build/compare/.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"

usage() {
  sed -n '4,13s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

limit=120 memory=6000 nodes=4000000 repeats=3 core=1 only=() keep= folder=
while [ $# -gt 0 ]; do
  case $1 in
    --limit | --memory | --nodes | --repeats | --core)
      case ${2-} in '' | *[!0-9]*) usage ;; esac
      declare "${1#--}=$2"
      shift
      ;;
    --only)
      only+=("${2?}")
      shift
      ;;
    --keep) keep=yes ;;
    -*) usage ;;
    *) folder=$1 ;;
  esac
  shift
done
if [ -z "$folder" ]; then folder=${PORTFIT_SHARED:-$root/../shared}/data/aralia; fi
trees=()
for file in "$folder"/*.xml; do
  name=$(basename "$file" .xml)
  if [ -e "$file" ] && { [ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $name "* ]]; }; then trees+=("$name"); fi
done
if [ ${#trees[@]} -eq 0 ]; then
  echo "no fault trees in $folder: name a folder of Open-PSA files (.xml), such as the Aralia set, input/Aralia in the sources of SCRAM" >&2
  exit 2
fi

# What is missing, where that can be done without questions.
need scram scram
need libbdd-dev
if [ ${#missing_packages[@]} -gt 0 ]; then
  if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then
    (install_missing) || echo "could not install ${missing_packages[*]}" >&2
  else
    echo "not installed, and may not be installed by this user: ${missing_packages[*]}" >&2
  fi
fi
have_scram=yes
command -v scram >/dev/null || { have_scram= && echo "going on without SCRAM" >&2; }

build=$root/build/release
quietly cmake --preset release -S "$root"
targets=(benchmark_fault_tree)
if [ "$(uname -s)" = Linux ]; then targets+=(benchmark_processor_clock); fi
if grep -q '^portfit_buddy:.*[^D]$' "$build/CMakeCache.txt"; then targets+=(benchmark_buddy); fi # not ...-NOTFOUND
quietly cmake --build "$build" --target "${targets[@]}"
have_buddy=
if [[ " ${targets[*]} " == *benchmark_buddy* ]]; then have_buddy=yes; else echo "going on without BuDDy" >&2; fi

# SCRAM tells time on the wall; given another clock it tells processor time, which others on the machine disturb less.
clock=$build/benchmarks/fault_tree/libbenchmark_processor_clock.so
ours_field=seconds_total time_told="processor time" scram=(env "LD_PRELOAD=$clock" scram)
if [ ! -e "$clock" ]; then ours_field=wall_seconds time_told="time on the wall" scram=(scram); fi

out=$root/build/compare
mkdir -p "$out/scram"
pin=()
if command -v taskset >/dev/null && taskset -c "$core" true 2>/dev/null; then pin=(taskset -c "$core"); fi

# limited COMMAND...: within the limits of a run. What it says on standard error is thrown away, its failure is not.
limited() {
  {
    (
      ulimit -v $((memory * 1024))
      ulimit -t "$run_limit"
      exec timeout $((5 * run_limit)) "${pin[@]}" "$@"
    )
  } 2>/dev/null
}

# value LINE KEY: of one line of JSON as benchmark_fault_tree prints it; nothing where the key is not there.
value() { sed -nE "s/^.*\"$2\":\"?([^,\"}]*).*\$/\1/p" <<<"$1"; }

less() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a + 0 < b + 0) }'; }

# repeat_ours FIELDS ARGUMENTS...: the line of the run that took least, judged by the sum of these fields. `own_limit`: in seconds.
repeat_ours() {
  local fields=$1 best= least= line sum round=0
  shift
  run_limit=$((own_limit + 10)) # it ends by itself, and tells what it knows
  while [ "$round" -lt "$repeats" ]; do
    line=$(limited "$build/benchmarks/fault_tree/benchmark_fault_tree" "$@" --time-limit "$own_limit" --memory-limit "$memory" --node-limit "$nodes") || line='{"complete":false}'
    sum=0
    for field in $fields; do sum=$(awk -v a="$sum" -v b="$(value "$line" "$field")" 'BEGIN { printf "%.6f", a + b }'); done
    if [ -z "$best" ] || less "$sum" "$least"; then best=$line least=$sum; fi
    if [ "$(value "$line" complete)" != true ] || less 10 "$sum"; then break; fi
    round=$((round + 1))
  done
  echo "$best"
}

# run_scram METHOD FILE: seconds, products, probability; nothing if it did not end. Its report is read up to its first numbers: all
# that is computed by then, but writing billions of products is not waited for.
run_scram() {
  limited "${scram[@]}" "--$1" -l 1000 --probability true "$2" | sed '/<sum-of-products/q' | awk '
    /<products>|<probability>/ { gsub(/<[^>]*>/, ""); seconds += $0 }
    /<sum-of-products/ {
      match($0, /products="[^"]*"/); products = substr($0, RSTART + 10, RLENGTH - 11)
      match($0, /probability="[^"]*"/); probability = substr($0, RSTART + 13, RLENGTH - 14)
      printf "%.6f %s %s\n", seconds, products, probability
    }' || true
}

# best_of_scram FILE: seconds, method, products, seconds by --bdd, probability by --bdd (the only exact one); "-" where unknown.
best_of_scram() {
  local best=- by=- products=- exact=- probability=- method found round
  for method in bdd zbdd mocus; do
    run_limit=$limit
    if [ "$best" != - ]; then run_limit=$(awk -v s="$best" -v most="$limit" 'BEGIN { s = int(2 * s + 2); print s < most ? s : most }'); fi
    for ((round = 0; round < repeats; ++round)); do
      found=$(run_scram "$method" "$1")
      if [ -z "$found" ]; then break; fi
      read -r seconds count chance <<<"$found"
      if [ "$best" = - ] || less "$seconds" "$best"; then best=$seconds by=$method products=$count; fi
      if [ "$method" = bdd ]; then
        probability=$chance
        if [ "$exact" = - ] || less "$seconds" "$exact"; then exact=$seconds; fi
      fi
      if less 10 "$seconds"; then break; fi
    done
  done
  echo "$best $by $products $exact $probability"
}

# expected TREE COLUMN: from expected.tsv beside the trees.
expected() {
  if [ ! -e "$folder/expected.tsv" ]; then return; fi
  awk -F '\t' -v tree="$1" -v column="$2" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == column) at = i }
    NR > 1 && $1 == tree && at { print $at }' "$folder/expected.tsv"
}

# agree OURS THEIRS exactly|nearly: yes, NO, or "-" where either is unknown. Nearly: to the six digits SCRAM prints.
agree() {
  awk -v a="$1" -v b="$2" -v how="$3" 'BEGIN {
    if (a == "" || b == "" || a == "-" || b == "-") print "-"
    else if (how == "exactly") print (a "" == b "" ? "yes" : "NO")
    else { gap = a - b; if (gap < 0) gap = -gap; print (gap <= 1e-5 * b ? "yes" : "NO") } }'
}

both() { # two answers of `agree` as one
  case "$1$2" in *NO*) echo NO ;; *yes*) echo yes ;; *) echo - ;; esac
}

: >"$out/scram.tsv" && : >"$out/buddy.tsv" && : >"$out/totals.tsv"
for tree in "${trees[@]}"; do
  file=$folder/$tree.xml
  echo "$tree" >&2
  own_limit=$limit
  line=$(repeat_ours "$ours_field" "$file" --probability --cut-sets)
  ours=- ours_probability=$(value "$line" probability) ours_count=$(value "$line" minimal_cut_sets)
  if [ "$(value "$line" complete)" = true ]; then ours=$(value "$line" "$ours_field"); fi
  theirs='- - - - -'
  kept=$out/scram/$tree
  if [ -n "$keep" ] && [ -e "$kept" ]; then
    theirs=$(cat "$kept")
  elif [ -n "$have_scram" ]; then
    theirs=$(best_of_scram "$file")
    echo "$theirs" >"$kept"
  fi
  read -r seconds method products exact probability <<<"$theirs"
  count_agrees=$(both "$(agree "$ours_count" "$products" exactly)" "$(agree "$ours_count" "$(expected "$tree" minimal_cut_sets)" exactly)")
  chance_agrees=$(both "$(agree "$ours_probability" "$probability" nearly)" "$(agree "$ours_probability" "$(expected "$tree" probability)" nearly)")
  printf '%s\t' "$tree" "$ours" "$seconds" "$method" "$exact" "${ours_probability:--}" "${ours_count:--}" "$chance_agrees" "$count_agrees" >>"$out/scram.tsv"
  bounds=-
  if [ "$ours" = - ]; then bounds="$(value "$line" limit) in $(value "$line" step): $(value "$line" probability_low) to $(value "$line" probability_high)"; fi
  echo "$bounds" >>"$out/scram.tsv"

  # What did not end as a whole seldom ends in parts: they get a tenth of the time.
  if [ "$ours" = - ]; then own_limit=$(((limit + 9) / 10)); fi
  line=$(repeat_ours 'seconds_compile seconds_probability' "$file" --probability)
  part=$(repeat_ours 'seconds_compile seconds_cut_sets seconds_count' "$file" --cut-sets)
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$tree" "$(value "$line" complete)" "$(value "$line" seconds_compile)" "$(value "$line" seconds_probability)" \
    "$(value "$part" complete)" "$(value "$part" seconds_compile)" "$(awk -v a="$(value "$part" seconds_cut_sets)" -v b="$(value "$part" seconds_count)" 'BEGIN { printf "%.6f", a + b }')" >>"$out/totals.tsv"

  if [ -n "$have_buddy" ]; then
    run_limit=$limit
    (limited "$build/benchmarks/fault_tree/benchmark_buddy" "$file" "$repeats" || true) | awk -F '\t' -v tree="$tree" '
      { nodes[$1] = $4; if (!($1 in least) || $3 < least[$1]) { least[$1] = $3; how[$1] = $2 } }
      function shown(map, key) { return key in map ? map[key] : "-" }
      END { printf "%s\t%s\t%s\t%s\t%s\t%s\n", tree, shown(least, "portfit"), shown(least, "buddy"), shown(how, "buddy"), shown(nodes, "portfit"), shown(nodes, "buddy") }' >>"$out/buddy.tsv"
  fi
done

awk_functions='
  function ms(seconds) { return seconds == "-" ? "-" : sprintf(seconds < 0.01 ? "%.3f" : seconds < 1 ? "%.1f" : "%.0f", 1000 * seconds) }
  function times(a, b) { return a == "-" || b == "-" || b == 0 ? "-" : sprintf(a / b < 10 ? "%.2f" : "%.0f", a / b) }'

{
  echo "### Whole analysis beside SCRAM"
  echo
  echo "Milliseconds of $time_told for the exact probability and all minimal cut sets, counted by order; SCRAM's own \`calculation-time\` of its quickest"
  echo "way (exact probability by \`bdd\` alone). What did not end within $limit s, $memory MiB or $nodes nodes of portfit has no time."
  echo
  echo "| tree | portfit | SCRAM | its way | SCRAM / portfit | probability | minimal cut sets | probability agrees | count agrees |"
  echo "|---|---|---|---|---|---|---|---|---|"
  awk -F '\t' -v limit="$limit" -v asked="$have_scram" "$awk_functions"'
    { chance = $6 == "-" ? "-" : sprintf("%.6g", $6)
      printf "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", $1, ms($2), ms($3), $4, $3 == "-" && $2 != "-" && asked ? "> " times(limit, $2) : times($3, $2), chance, $7, $8, $9
      if ($2 == "-") unfinished = unfinished "\n- " $1 ": ended by its limit of " $10
      if ($3 != "-" && $2 != "-") {
        if ($2 > $3) slower = slower " " $1
        if ($3 > 0.01) { sum += log($3 / $2); ++large }
      }
      if ($8 == "NO" || $9 == "NO") wrong = wrong " " $1 }
    END {
      print ""
      if (large) printf "Geometric mean of the %d trees over which SCRAM takes more than 10 ms: %.1f times as long as portfit.\n", large, exp(sum / large)
      print "Slower than SCRAM:" (slower ? slower : " none") ". Disagreeing:" (wrong ? wrong : " none") "."
      if (unfinished) print "\nNot ended by portfit, with what the probability surely lies between:\n" unfinished }' "$out/scram.tsv"
  echo
  if [ -n "$have_buddy" ]; then
    echo "### Building one diagram beside BuDDy"
    echo
    echo "Milliseconds of processor time, one process, one formula, one order, no preprocessing; the best of six ways to run BuDDy."
    echo
    echo "| tree | portfit | BuDDy | BuDDy's tables, operands | BuDDy / portfit | nodes | same nodes |"
    echo "|---|---|---|---|---|---|---|"
    awk -F '\t' "$awk_functions"'
      { printf "| %s | %s | %s | %s | %s | %s | %s |\n", $1, ms($2), ms($3), $4, times($3, $2), $5, $5 == "-" || $6 == "-" ? "-" : $5 == $6 ? "yes" : "NO: " $6
        if ($2 != "-" && $3 != "-") { ours += $2; theirs += $3; if ($3 > 0.01) { sum += log($3 / $2); ++large } } }
      END {
        print ""
        printf "All trees both ended: %.3f s portfit, %.3f s BuDDy", ours, theirs
        if (large) printf "; geometric mean of BuDDy / portfit over the %d where BuDDy takes more than 10 ms: %.2f", large, exp(sum / large)
        print "." }' "$out/buddy.tsv"
    echo
  fi
  echo "### All trees"
  echo
  awk -F '\t' '
    { ++trees; if ($2 == "true") { ++first; chance += $3 + $4 } if ($5 == "true") { ++second; sets += $6 + $7 } }
    END {
      print "| question | trees ended | seconds of processor time |\n|---|---|---|"
      printf "| exact probability | %d of %d | %.3f |\n", first, trees, chance
      printf "| all minimal cut sets, counted by order | %d of %d | %.3f |\n", second, trees, sets }' "$out/totals.tsv"
} | tee "$out/tables.md"
