"""Two runs into one folder at once."""

import re
import subprocess
import time

import common
from common import contents, make_pictures, training


def start(command):
    return subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def end(process):
    out, errors = process.communicate(timeout=600)
    return subprocess.CompletedProcess(process.args, process.returncode, out, errors)


def run(check, folder, programs, quick):
    trainings(check, folder, programs, 2 if quick else 10)
    lessons(check, folder, programs, 2 if quick else 10)


def trainings(check, folder, programs, rounds):
    """Two seeds, one file: one trains, the other says that it cannot."""
    pictures = make_pictures(folder / "pictures")
    expected = {}
    for seed in "12":
        own = folder / f"alone{seed}"
        own.mkdir()
        common.run(training(programs, pictures, own / "w.safetensors", "--seed", seed))
        expected[seed] = contents(own)
    refused = 0
    for number in range(rounds):
        own = folder / f"both{number}"
        own.mkdir()
        both = {
            seed: start(training(programs, pictures, own / "w.safetensors", "--seed", seed))
            for seed in "12"}
        results = {seed: end(process) for seed, process in both.items()}
        won = [seed for seed, result in results.items() if result.returncode == 0]
        # On a slow machine the second may begin when the first has ended: then both are right.
        check.that(len(won) in (1, 2), f"{[result.stderr for result in results.values()]}")
        for seed in set(results) - set(won):
            refused += 1
            check.sentence(results[seed], "another program is writing it")
        check.that(
            contents(own) in [expected[seed] for seed in won], f"other bytes: {list(contents(own))}")
    check.that(refused > 0, "nobody was refused")
    # Into the same folder, but other files: both are right.
    own = folder / "beside"
    own.mkdir()
    both = [
        start(training(programs, pictures, own / f"{seed}.safetensors", "--seed", seed))
        for seed in "12"]
    codes = [end(process).returncode for process in both]
    wanted = {f"{seed}.safetensors": expected[seed]["w.safetensors"] for seed in "12"}
    check.that(codes == [0, 0] and contents(own) == wanted, f"two files in a folder: {codes}")
    check.say(
        f"two trainings into one file × {rounds}",
        f"{refused} times one sentence, the other's bytes right; into two files both right")


def lessons(check, folder, programs, rounds):
    """A lesson with two values of a knob, into one folder: the pages of one of them, unmixed."""
    listed = common.run([f"{programs}/Flatten", "--tries"])
    tries = re.findall(r"--try (\w+=[\w.]+)", listed.stdout)[:1]
    expected = []
    for more in [[], ["--try", *tries]]:
        own = folder / f"lesson{len(expected)}"
        result = common.run([f"{programs}/Flatten", "--output", own, *more])
        check.that(result.returncode == 0, result.stderr)
        expected.append(pages(own))
    check.that(tries and expected[0] != expected[1], f"the two pages are the same: {tries}")
    for number in range(rounds):
        own = folder / f"lessons{number}"
        both = [
            start([f"{programs}/Flatten", "--output", own, *more])
            for more in [[], ["--try", *tries]]]
        results = [end(process) for process in both]
        for result in results:
            check.that(result.returncode == 0, result.stderr)
        check.that(pages(own) in expected, "the pages of two runs are mixed")
    check.say(
        f"two runs of a lesson into one folder × {rounds}", "both end with 0, and the pages are of one")


def pages(folder):
    """What a lesson has written, without what comparisons keep, and without times."""
    return {
        name: value for name, value in contents(folder / "05-Flatten").items()
        if not name.startswith(".")}
