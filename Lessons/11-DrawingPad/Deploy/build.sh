#!/bin/sh
# Builds the drawing pad for machines that are not this one, and puts all that it needs into a folder:
#
#     Lessons/11-DrawingPad/Deploy/build.sh FOLDER [BUILD-FOLDER]
#
# These are the steps of the Dockerfile's first stage. The folder must not be there yet, or be empty.
set -eu
[ $# -ge 1 ] || { echo "build.sh: name the folder to fill: build.sh FOLDER [BUILD-FOLDER]" >&2; exit 1; }
folder=$1
if [ -e "$folder" ] && [ -n "$(ls -A "$folder")" ]; then
  echo "build.sh: $folder is not empty" >&2
  exit 1
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/../../.."
build=${2:-.build-deploy}

# Any x86-64 processor with AVX2, not just this one. On Arm the setting means nothing.
export GLASSBOX_CPU=${GLASSBOX_CPU:-x86-64-v3}
# One program, with Swift's own libraries within.
set -- -c release --traits Web --product DrawingPad --static-swift-stdlib --scratch-path "$build"
swift build "$@"
products=$(swift build "$@" --show-bin-path)

# Resources are looked for beside the program.
cp "$products/DrawingPad" "$folder/"
# The names of its functions are no use there, and make half of its size.
if command -v strip > /dev/null; then strip "$folder/DrawingPad"; fi
for part in Digits Models Notebook Pictures DrawingPad; do
  cp -R "$products/GlassBox_$part.resources" "$folder/"
done
rm -rf "$folder/GlassBox_DrawingPad.resources/Screenshots"
echo "$folder: $(du -sh "$folder" | cut -f1)"
