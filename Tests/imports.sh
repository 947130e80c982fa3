#!/usr/bin/env bash
# Prints which of this package's modules each module of Sources and Lessons imports:
#
#     CNN: Compute
#
# HouseTests compares the lines with the plan in Sources/README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
rooms=$(cd Sources && ls -d */ | tr -d /)
pattern="^ *(@testable |@_exported |package |public |internal |private )*import ($(echo $rooms | tr ' ' '|'))\$"
list() { # a name, and the folder that its files are in
  local found
  found=$( (grep -rhE --include='*.swift' "$pattern" "$2" || true) | awk '{ print $NF }' | sort -u | tr '\n' ' ')
  echo "$1: ${found% }"
}
for room in $rooms; do list "$room" "Sources/$room"; done
for lesson in Lessons/*/; do list "Lessons/$(basename "$lesson")" "$lesson"; done
