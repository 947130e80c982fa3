"""Writes values into the lessons' sources that nobody should write there, and runs the lessons.

    Tests/readmes.sh copy /tmp/edits                 # a copy of the package, whose sources may change
    python Tests/hostile_edits.py /tmp/edits         # every knob: .nan, .max, empty lists, pairs

Each edit must compile. Each run must end as hostile_knobs.py says; only the value need not be shown.
In each round, every lesson has its next edit, so that all are built together.
"""

import argparse
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import types

from hostile_knobs import Run, fault, lay, lessons

FRACTIONS = [".nan", ".infinity", "-.greatestFiniteMagnitude"]
# What an edit can make of a knob, by its type.
EDITS = {
    "Float": FRACTIONS, "Double": FRACTIONS, "Int": [".min", ".max"], "Int?": [".min", ".max"],
    "UInt64": [".max"], "UInt64?": [".max"], "[UInt64]": ["[]", "Array(0...999)"],
    "String": ['""', r'"a\u{1}b"'], "String?": ['""'],
    "TestDigit": ["TestDigit(.max, cell: .min)", "TestDigit(7, cell: 100_000)"],
    "Kernel": ['Kernel("mine", asks: "?", [])', 'Kernel("mine", asks: "?", [[.nan, 1]])'],
}
LIMITS = types.SimpleNamespace(seconds=120, megabytes=4096)


def edits(knob):
    """The values, as Swift. Of a group of numbers, each gets an edit of its type."""
    if knob["type"] in EDITS:
        return EDITS[knob["type"]]
    if not re.fullmatch(r"\(.*\d.*\)", knob["value"]):
        return []
    kind = "Float" if re.search("Float|Double", knob["type"]) else "Int"
    return [re.sub(r"-?\d[\d._]*", edit, knob["value"]) for edit in EDITS[kind][:2]]


def source_with(source, knob, value):
    """The source with another value of a knob; None if it does not hold the knob as it is shown."""
    name, old = re.escape(knob["name"]), re.escape(knob["value"])
    new, count = re.subn(rf'(knob\(\s*"{name}",\s*){old}', lambda match: match[1] + value, source,
                         count=1)
    return new if count else None


def build(package):
    done = subprocess.run(["swift", "build"], cwd=package, capture_output=True, text=True)
    return done.returncode == 0, [line for line in (done.stdout + done.stderr).splitlines()
                                  if "error:" in line]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=pathlib.Path, help="a copy of the package")
    package = parser.parse_args().package.resolve()
    programs, ends, faults, todo = package / ".build" / "debug", {0: 0, 1: 0}, [], []
    built, errors = build(package)
    if not built:
        sys.exit(f"the copy does not build: {errors[:3]}")
    rooms = pathlib.Path(tempfile.mkdtemp())
    kept = ["--kept", str(package / "Outputs" / ".kept")]
    for name, folder, flags in lessons(package):
        last = rooms / name
        first = Run([programs / name, *flags, *kept, "--output", last], LIMITS, package)
        if first.code != 0:
            sys.exit(f"{name} as it is: code {first.code}: {first.errors[:200]}")
        knobs = json.loads(Run([programs / name, *flags, "--tries-as-json"], LIMITS, package).output)
        path = package / "Lessons" / folder / "main.swift"
        lesson = (name, folder, flags, last, path, path.read_text())
        todo.append((lesson, [(knob, value) for knob in knobs for value in edits(knob)]))

    for number in range(max(len(own) for _, own in todo)):
        now = [(lesson, *own[number]) for lesson, own in todo if number < len(own)]
        for (name, *_, path, source), knob, value in now:
            edited = source_with(source, knob, value)
            if edited is None:
                faults.append(f"{name} {knob['name']}: its source does not say {knob['value']}")
            path.write_text(edited or source)
        built, errors = build(package)
        if not built:
            faults += errors[:5]
        for (name, folder, flags, last, path, source), knob, value in now if built else []:
            with tempfile.TemporaryDirectory() as room:
                lay(last, room, folder)
                run = Run([programs / name, *flags, *kept, "--output", room], LIMITS, package)
                wrong = fault(run, knob["name"], None, last, room, folder)
            ends[run.code] = ends.get(run.code, 0) + 1
            if wrong:
                faults.append(f"{name} {knob['name']} = {value}: {wrong}")
        for (*_, path, source), _, _ in now:
            path.write_text(source)
    shutil.rmtree(rooms)
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{sum(ends.values())} edits: {ends[0]} pages, {ends[1]} sentences, {len(faults)} faults")
    sys.exit(1 if faults or not any(ends.values()) else 0)


if __name__ == "__main__":
    main()
