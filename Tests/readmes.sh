#!/usr/bin/env bash
# Runs the commands of the READMEs of Sources, Lessons and Tests, word for word. The commands of Tests
# run in this checkout, the others in a copy, since they change files:
#
#     Tests/readmes.sh               # in a new copy
#     Tests/readmes.sh copy FOLDER   # only makes the copy
#     Tests/readmes.sh in FOLDER     # in a copy that was made, and may be built already
set -euo pipefail
cd "$(dirname "$0")/.."
package=$PWD
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

copy=${2:-$temporary/package}
if [ "${1:-copy}" = copy ]; then
  mkdir "$copy"
  tar --exclude './.build*' -cf - . | tar -C "$copy" -xf -
  [ $# = 0 ] || exit 0
fi

# Runs the ```bash blocks of a page in a folder, without the lines that are in $3.
run() {
  echo "-- $1"
  awk '/^```bash$/ { on = 1; next } /^```$/ { on = 0 } on' "$package/$1" > "$temporary/all.sh"
  grep -v -x -F "${3:-#}" "$temporary/all.sh" > "$temporary/commands.sh" \
    || { echo "$1 gives no command"; exit 1; }
  (cd "$2" && bash -euo pipefail "$temporary/commands.sh") > "$temporary/log" 2>&1 \
    || { tail -40 "$temporary/log"; exit 1; }
  tail -3 "$temporary/log"
}

run Sources/README.md "$copy"
run Lessons/README.md "$copy"
grep -q "brighter than 0.0" "$copy/Outputs/13-Counting/README.md"
# All tests were run before this; here those of one room, and the script.
run Tests/README.md "$package" "swift test --enable-all-traits"
