#!/usr/bin/env bash
# Builds and runs all tests on a fresh Debian machine: installs what is missing, then configures, builds and tests with GCC
# and with clang 19 in build/gcc and build/clang. Ends with CTest's closing line for each.
#
#   tests/run.sh [--compiler gcc|clang] [--long] [--strict] [--sanitize]
#     --long      random tests run much longer (PORTFIT_LONG=1)
#     --strict    warnings are errors
#     --sanitize  clang's build is not optimised and runs under address and undefined-behaviour sanitizers, without benchmarks
#                 and tutorials, random tests shortened
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/cmake/shell.sh"

usage() {
  sed -n '5,9s/^# *//p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

compilers=(gcc clang)
strict=OFF
sanitize=
while [ $# -gt 0 ]; do
  case $1 in
    --compiler)
      case ${2-} in gcc | clang) compilers=("$2") ;; *) usage ;; esac
      shift
      ;;
    --long) export PORTFIT_LONG=1 ;;
    --strict) strict=ON ;;
    --sanitize) sanitize=address,undefined ;;
    *) usage ;;
  esac
  shift
done

need_build_tools
need doctest-dev
need librapidcheck-dev
need libbenchmark-dev
for compiler in "${compilers[@]}"; do
  case $compiler in
    gcc) need g++ g++ ;;
    clang) need clang-19 clang++-19 && { [ -z "$sanitize" ] || need libclang-rt-19-dev; } ;;
  esac
done
install_missing

left_out=()
# run DIRECTORY COMPILER OPTION...: without debugging information.
run() {
  local directory=$root/build/$1
  configure "$directory" "$2" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_COMPILE_WARNING_AS_ERROR="$strict" "${@:3}"
  quietly cmake --build "$directory"
  local log=$directory/ctest.log
  echo "== $("$2" --version | head -n 1)${sanitize:+${4:+, sanitized}}"
  if ! ctest --test-dir "$directory" --output-on-failure --parallel "$(nproc)" --no-tests=error "${left_out[@]}" >"$log" 2>&1 </dev/null; then
    cat "$log"
    return 1
  fi
  grep -E '\*\*\*(Skipped|Not Run)' "$log" || true
  grep -E 'tests passed' "$log"
}

optimised=-DCMAKE_CXX_FLAGS_DEBUG=-O1 # a little, as random tests are many
for compiler in "${compilers[@]}"; do
  case $compiler in
    gcc) run gcc g++ "$optimised" ;;
    clang)
      if [ -z "$sanitize" ]; then
        run clang clang++-19 "$optimised"
      else
        # Minutes, and nothing new to see: a thousand draws over one catalog, what others build on an installed library, tutorials,
        # what takes data that is not here.
        left_out=(--exclude-regex '^(partners|consumer[.].*)$')
        PORTFIT_SHORT=1 run sanitized clang++-19 -DCMAKE_CXX_FLAGS_DEBUG=-O0 -DPORTFIT_SANITIZE="$sanitize" -DPORTFIT_BUILD_BENCHMARKS=OFF \
          -DPORTFIT_BUILD_TUTORIALS=OFF -DPORTFIT_BUILD_REAL_DATA_TESTS=OFF
      fi
      ;;
  esac
done
