"""Runs the faults and prints one line for each; see Tests/faults.sh."""

import argparse
import os
import time

import clock
import disk
import home
import kill
import memory
import pad
import together
from common import Check, Folder

FAULTS = {
    "kill": kill, "disk": disk, "together": together, "clock": clock, "home": home,
    "memory": memory, "pad": pad,
}

parser = argparse.ArgumentParser()
parser.add_argument("programs", help="the folder of the built programs")
parser.add_argument("names", nargs="*", help=" ".join(FAULTS))
parser.add_argument("--quick", action="store_true")
options = parser.parse_intermixed_args()
if unknown := set(options.names) - set(FAULTS):
    parser.error(f"no fault {' '.join(sorted(unknown))}; there are {' '.join(FAULTS)}")

start = time.monotonic()
check = Check()
for name in options.names or FAULTS:
    with Folder() as folder:
        FAULTS[name].run(check, folder, os.path.abspath(options.programs), options.quick)
print(f"{check.passed} checks, {check.failed} failed ({time.monotonic() - start:.0f} s)")
raise SystemExit(check.failed > 0)
