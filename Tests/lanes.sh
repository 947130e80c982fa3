#!/usr/bin/env bash
# Builds the core for vectors of 16, 8 and 4 numbers, and holds its tests against each: the bits of
# a training (GuardTests), and all ways to multiply against one another.
#
#     Tests/lanes.sh           # what this machine can run
#     Tests/lanes.sh 4         # only these: 16, 8, 4, or 4-without-fma
#
# Vectors of 4 are what Arm has. The last of the builds has no fused multiply-add in the processor:
# it is computed by a function of the C library, slowly, with the same bits. Of it only the training
# is tested. This needs an x86-64 processor.
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname -m)" = x86_64 ] || { echo "lanes.sh needs an x86-64 processor, not $(uname -m)" >&2; exit 1; }
export GLASSBOX_TESTS=CNNTests

has() { grep -qw "$1" /proc/cpuinfo 2> /dev/null; }
log=$(mktemp)
trap 'rm -f "$log"' EXIT

for name in ${@:-16 8 4 4-without-fma}; do
  filter=CNNTests
  case $name in
    16) has avx512f || { echo "16 lanes: not run, this processor has no AVX-512"; continue; }
      cpu=x86-64-v4 ;;
    8) cpu=x86-64-v3 ;;
    4) cpu="x86-64-v3 -mno-avx2" ;;
    4-without-fma) cpu=x86-64-v2 filter=GuardTests ;;
    *) echo "lanes.sh knows 16, 8, 4 and 4-without-fma, not $name" >&2; exit 1 ;;
  esac
  export GLASSBOX_CPU=$cpu GLASSBOX_LANES=${name%%-*}
  swift test --scratch-path ".build-lanes/$name" --filter "$filter" > "$log" 2>&1 || {
    grep -E '✘|error:' "$log" | cut -c1-200 | head -20
    echo "$name lanes ($cpu): FAILED"
    exit 1
  }
  echo "$name lanes ($cpu): same bits; $(grep -o 'Test run with .* passed after.*' "$log" | tail -1)"
done
