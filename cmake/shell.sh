# shellcheck shell=bash
# Sourced by tests/run.sh, examples/run.sh and .ci/run: the packages they need, and commands that are silent unless they fail.

missing_packages=()

# need PACKAGE [PROGRAM]: remembers the Debian package unless it, or the program it is wanted for, is there.
need() {
  if [ $# -gt 1 ] && command -v "$2" >/dev/null; then return; fi
  if ! command -v dpkg-query >/dev/null; then return; fi # no Debian: CMake will say what it lacks
  if [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null || true)" != installed ]; then missing_packages+=("$1"); fi
}

# Installs what `need` remembered; asks nothing, and does nothing if nothing is missing.
install_missing() {
  if [ ${#missing_packages[@]} -eq 0 ]; then return; fi
  local sudo=()
  if [ "$(id -u)" -ne 0 ]; then sudo=(sudo); fi
  echo "installing ${missing_packages[*]}" >&2
  quietly "${sudo[@]}" apt-get update
  quietly "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing_packages[@]}"
  missing_packages=()
}

# quietly COMMAND...: shows the command's output only if it fails, and then fails like it.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -ne 0 ]; then
    echo "failed ($status): $*" >&2
    cat "$log" >&2
  fi
  rm -f "$log"
  return "$status"
}

# What every build of portfit needs, whatever the compiler.
need_build_tools() {
  need cmake cmake
  need ninja-build ninja
  need libboost-dev
  need libyaml-cpp-dev
  need nlohmann-json3-dev
  need libcli11-dev
  need libpugixml-dev
  need zlib1g-dev
  need libtomlplusplus-dev
  need libtbb-dev
}

# configure DIRECTORY COMPILER OPTION...: with Ninja, and with ccache where it is installed. One translation unit a program:
# whoever builds everything at once compiles the library once per program that way, not once per file.
configure() {
  local options=(-S "$root" -B "$1" -G Ninja "-DCMAKE_CXX_COMPILER=$2")
  options+=(-DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=0)
  if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  quietly cmake "${options[@]}" "${@:3}"
}
