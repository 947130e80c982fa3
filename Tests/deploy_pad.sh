#!/bin/sh
# Does the Dockerfile's work without Docker, in an empty folder, and draws on the built pad:
#
#     Tests/deploy_pad.sh
#
# The build files are removed before the program starts, so that it can use only the folder.
set -eu
cd "$(dirname "$0")/.."
package=$(pwd)
work=$(mktemp -d)
pad=
trap '[ -z "$pad" ] || kill -9 "$pad" 2> /dev/null || true; rm -rf "$work"' EXIT
fail() { echo "deploy_pad: $1" >&2; exit 1; }

mkdir "$work/app" "$work/full"
touch "$work/full/file"
if "$package/Lessons/11-DrawingPad/Deploy/build.sh" "$work/full" 2> "$work/refusal"; then
  fail "a folder that is not empty was filled"
fi
grep -q "is not empty" "$work/refusal" || fail "no sentence about the folder that is not empty"
# What Docker copies: all files but those of the ignore file. The package must load without these.
sed 's|^|./|' "$package/Lessons/11-DrawingPad/Deploy/Dockerfile.dockerignore" > "$work/ignored"
mkdir "$work/context"
tar -C "$package" --anchored -X "$work/ignored" -cf - . | tar -C "$work/context" -xf -
(cd "$work/context" && Lessons/11-DrawingPad/Deploy/build.sh "$work/app" "$work/build")
rm -rf "$work/build" "$work/context"
if ldd "$work/app/DrawingPad" | grep -E 'libswift|libFoundation|not found'; then
  fail "the program needs libraries that a machine without Swift has not"
fi

cd "$work/app"
env -i PORT=0 ./DrawingPad > "$work/said" 2> "$work/complaints" &
pad=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q http "$work/said" && break
  sleep 0.5
done
address=$(grep -o 'http://[0-9.:]*' "$work/said") || fail "no address: $(cat "$work/complaints")"
curl -fsS "$address/health" | grep '"ok"' > /dev/null || fail "/health"
curl -fsS "$address/" | grep '<canvas' > /dev/null || fail "the page"
curl -fsS "$address/Notebook/core/core.js" | grep glassbox > /dev/null || fail "the shared scripts"
ask() {
  curl -fsS -X POST -H 'Content-Type: image/png' \
    --data-binary "@$package/Lessons/11-DrawingPad/Deploy/seven.png" "$address$1"
}
ask '/api/predict' | grep '"class":7' > /dev/null || fail "the seven is not read"
ask '/api/predict?model=symbols' | grep '"label":"7"' > /dev/null || fail "the seven is no symbol"
ask '/api/predict?maps=1&why=1' | grep '"nearest"' > /dev/null || fail "no reasons"
ask '/api/explain?stage=12&index=7' | grep '"quotient"' > /dev/null || fail "no explanation"
kill -TERM "$pad"
wait "$pad" || fail "it ended with code $?"
pad=
echo "built, started, drawn on, stopped"
