"""Gives every knob of every lesson the values that nobody should give it.

    swift build --enable-all-traits
    python Tests/hostile_knobs.py .build/debug            # every knob, every value
    python Tests/hostile_knobs.py .build/debug --quick    # four values of each knob

Each run must end in a page, or in one sentence on the error stream that begins with the program or
with "Error", names the knob, shows its value, and has the exit code 1. After a sentence, the last
page must be the same, byte by byte. No run may crash, need more than `--seconds` of processor time,
or reserve more than `--megabytes` of memory.

`--try` reads literals only. A line of the source may also hold `.nan`, an empty list or a pair of
numbers: see hostile_edits.py.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

PACKAGE = pathlib.Path(__file__).resolve().parent.parent
VALUES = ["0", "-1", "1000000000", "NaN", "inf", "-inf", "", "[]", "text"]
QUICK = ["-1", "1000000000", "NaN", ""]


def lessons(package=PACKAGE):
    """The programs, with their folders and the flags that make a lesson of them."""
    for folder in sorted(path.name for path in (package / "Lessons").iterdir()):
        if (package / "Lessons" / folder / "main.swift").exists() and folder != "Exercises":
            name = folder.split("-")[-1]
            yield name, folder, ["--lesson"] if name == "DrawingPad" else []


class Run:
    """One run of a program with limits."""

    def __init__(self, command, limits, folder=PACKAGE):
        def limit():
            resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
            resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes << 20,) * 2)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        start = time.perf_counter()
        try:
            done = subprocess.run(
                command, cwd=folder, preexec_fn=limit, capture_output=True, text=True,
                timeout=20 * limits.seconds, stdin=subprocess.DEVNULL,
                env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
            self.code, self.output, self.errors = done.returncode, done.stdout, done.stderr
        except subprocess.TimeoutExpired:
            self.code, self.output, self.errors = "no end", "", ""
        self.seconds = time.perf_counter() - start


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()}


def shows(line, knob, value):
    """Whether a sentence shows a value: of a number, all digits, and no other number's."""
    if not value:
        return f"{knob}=:" in line or "“”" in line or "empty" in line
    if not value.lstrip("-").isdigit():
        # Of a path, the first part that is wrong is shown.
        return value in line or f"“{value[:1]}”" in line
    number = int(value)
    forms = [value, f"{number:,}", f"{number:,}".replace("-", "−"), f"{number:.1f}", f"{number:.0e}"]
    return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?!\d|[.,]\d)", line) for form in forms)


def lay(last, room, folder):
    """Copies a lesson's last page. It gets a time long ago, so that a new one can be told from it."""
    shutil.copytree(last, room, dirs_exist_ok=True)
    os.utime(pathlib.Path(room) / folder / "README.md", (0, 0))


def fault(run, knob, value, last, room, folder):
    """What is wrong with an end; None if nothing is. If the value is None, it need not be shown."""
    if run.code == 0:
        page = pathlib.Path(room) / folder / "README.md"
        if run.errors:
            return f"a page, and on the error stream: {run.errors.splitlines()[0][:160]}"
        is_new = page.exists() and page.stat().st_mtime > 0 and page.read_bytes().startswith(b"# ")
        return None if is_new else "code 0 without a page"
    lines = run.errors.splitlines()
    told = lines[0][:160] if lines else "nothing"
    if run.code != 1:
        return f"code {run.code}: {told}"
    if len(lines) != 1:
        return f"{len(lines)} lines: {told}"
    if not re.match(rf"(Error|{re.escape(folder.split('-')[-1])}): ", lines[0]):
        return f"a sentence that nobody says: {told}"
    if knob not in lines[0] or value is not None and not shows(lines[0], knob, value):
        return f"a sentence without name and value: {told}"
    return None if files(last) == files(room) else f"the last page was changed: {told}"


def attack(job):
    """Runs one value beside the lesson's last page."""
    program, folder, flags, name, knob, value, last, limits = job
    with tempfile.TemporaryDirectory() as room:
        lay(last, room, folder)
        run = Run([program, *flags, "--try", f"{knob}={value}", "--output", room], limits)
        return name, knob, value, run, fault(run, knob, value, last, room, folder)


def jobs(options, rooms):
    """All runs; a lesson's last page is made before its first."""
    for name, folder, flags in lessons():
        if options.only and name not in options.only:
            continue
        program, last = str(options.programs.resolve() / name), rooms / name
        flags = flags + ["--kept", str(PACKAGE / "Outputs" / ".kept")]
        first = Run([program, *flags, "--output", str(last)], options)
        if first.code != 0:
            sys.exit(f"{name} without a value: code {first.code}: {first.errors[:200]}")
        for knob in json.loads(Run([program, *flags, "--tries-as-json"], options).output):
            for value in QUICK if options.quick else VALUES:
                yield program, folder, flags, name, knob["name"], value, last, options


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("programs", type=pathlib.Path, help="the folder of the built lessons")
    parser.add_argument("--quick", action="store_true", help="four values of each knob")
    parser.add_argument("--only", nargs="*", help="names of lessons")
    parser.add_argument("--seconds", type=int, default=60, help="processor time of a run")
    parser.add_argument("--megabytes", type=int, default=4096, help="memory of a run")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    ends, faults, slowest, start = collections.Counter(), 0, (0, ""), time.perf_counter()
    with tempfile.TemporaryDirectory() as rooms, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for name, knob, value, run, wrong in pool.map(attack, jobs(options, pathlib.Path(rooms))):
            ends["page" if run.code == 0 else "sentence"] += 1
            slowest = max(slowest, (run.seconds, f"{name} {knob}={value}"))
            if wrong:
                faults += 1
                print(f"{name} {knob}={value}: {wrong}", flush=True)
    print(f"{sum(ends.values())} runs in {time.perf_counter() - start:.0f} s: {ends['page']} pages, "
          f"{ends['sentence']} sentences, {faults} faults; the slowest: {slowest[1]}, "
          f"{slowest[0]:.1f} s")
    sys.exit(1 if faults or not ends else 0)


if __name__ == "__main__":
    main()
