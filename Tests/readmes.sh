#!/usr/bin/env bash
# Runs the commands of the READMEs of Sources, Lessons and Tests, word for word. The commands of Tests
# run in this checkout, the others in a temporary clone.
set -euo pipefail
cd "$(dirname "$0")/.."
package=$PWD
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT

# The ```bash blocks of a page.
commands() { awk '/^```bash$/ { on = 1; next } /^```$/ { on = 0 } on' "$1"; }

git clone -q "$package" "$clone/package"
cd "$clone/package"
for page in Sources/README.md Lessons/README.md; do
  echo "-- $page"
  commands "$package/$page" > "$clone/commands.sh"
  [ -s "$clone/commands.sh" ] || { echo "$page gives no command"; exit 1; }
  bash -euo pipefail "$clone/commands.sh" > "$clone/log" 2>&1 || { tail -40 "$clone/log"; exit 1; }
  tail -3 "$clone/log"
done
grep -q "brighter than 0.0" Outputs/13-Counting/README.md

cd "$package"
echo "-- Tests/README.md"
commands Tests/README.md > "$clone/commands.sh"
# All tests were run before this; here those of one room, and the script.
grep -v -x "swift test --enable-all-traits" "$clone/commands.sh" > "$clone/rest.sh"
bash -euo pipefail "$clone/rest.sh" > "$clone/log" 2>&1 || { tail -40 "$clone/log"; exit 1; }
tail -3 "$clone/log"
