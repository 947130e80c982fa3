#!/usr/bin/env bash
# Builds the rooms with a sanitizer, and runs the tests of the core, explanations, pictures,
# exchange, data, models, pages and the pad's service under it:
#
#     Tests/sanitize.sh address                 # reads and writes beside arrays, freed memory, leaks
#     Tests/sanitize.sh thread                  # two threads at one number without a lock
#     Tests/sanitize.sh thread CNNTests PicturesTests   # only these rooms' tests
#
# What is known to be false is in Tests/Sanitizers/*.txt, each with its reason.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-}
case $kind in address | thread) ;; *) echo "sanitize.sh address or thread, not “$kind”" >&2; exit 1 ;; esac
shift
scratch=.build-sanitize/$kind
known=$PWD/Tests/Sanitizers
export GLASSBOX_TESTS="${*:-CNNTests PicturesTests DigitsTests ModelsTests LessonKitTests PadServiceTests}"
# The web server takes longest to build, and only the service needs it.
traits=
case $GLASSBOX_TESTS in *PadServiceTests*) traits=--enable-all-traits ;; esac

# Left out, with the reason:
skip=(
  # They drive programs or a browser as other processes, which have no sanitizer.
  --skip BrowserTests --skip ProgramTests --skip OwnWeightsTests
  --skip aFolderThatCannotBeWritten --skip aHalfSentRequestAtTheEnd
  # They measure times, or train for minutes; a sanitizer makes that ten times as long. What they
  # train with is under it in GuardTests, TrainerTests and LongTrainingTests.
  --skip CentredAccuracyTests --skip SymbolsTests
)

log=$(mktemp)
trap 'rm -f "$log"' EXIT
build=($traits --scratch-path "$scratch" --sanitize="$kind")
swift build --build-tests "${build[@]}" > "$log" 2>&1 || {
  grep 'error:' "$log" | sort -u | cut -c1-200 | head -20
  exit 1
}
export ASAN_OPTIONS="detect_leaks=1:halt_on_error=1"
export LSAN_OPTIONS="suppressions=$known/leaks.txt:print_suppressions=0"
export TSAN_OPTIONS="suppressions=$known/thread.txt:halt_on_error=0:exitcode=66:history_size=4"
code=0
swift test --skip-build "${build[@]}" "${skip[@]}" > "$log" 2>&1 || code=$?
grep -E 'ERROR: |WARNING: ThreadSanitizer|SUMMARY: ' "$log" | sort | uniq -c | cut -c1-200 || true
grep -E '✘' "$log" | cut -c1-200 | head -20 || true
grep -o 'Test run with .*' "$log" | tail -1 || true
if [ "$code" != 0 ]; then
  cp "$log" "$scratch/log"
  echo "$kind: code $code; everything it said is in $scratch/log"
  exit 1
fi
echo "$kind: clean"
