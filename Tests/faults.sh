#!/usr/bin/env bash
# Breaks what a training, a lesson and the pad rely on, and prints one line for each fault:
#
#     Tests/faults.sh            # all of them, with 50 killed trainings
#     Tests/faults.sh --quick    # fewer kills and fewer sizes of the disk
#     Tests/faults.sh disk clock # only these: kill, disk, together, clock, home, memory, pad
#
# The full disks are small tmpfs. Only root can mount them, or a user with user namespaces. Others are
# told which faults were not run.
set -euo pipefail
cd "$(dirname "$0")/.."
for product in TrainModel Flatten DrawingPad; do
  swift build --enable-all-traits --product "$product" > /dev/null
done
programs=$(swift build --enable-all-traits --show-bin-path)
run=(python3 Tests/Faults/faults.py "$programs" "$@")
# In a namespace of its own: what is mounted is gone at the end, even after a crash.
if unshare --mount true 2> /dev/null; then
  exec unshare --mount "${run[@]}"
elif unshare --user --map-root-user --mount true 2> /dev/null; then
  exec unshare --user --map-root-user --mount "${run[@]}"
fi
exec "${run[@]}"
