"""`kill -9` at a random moment of a training, then --resume: the same bytes."""

import random
import subprocess
import time

import common
from common import contents, make_pictures, training


def run_once(command, wait):
    """Starts a training and kills it after so many seconds. Whether it was still running."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(wait)
        return False
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return True


def run(check, folder, programs, quick):
    pictures = make_pictures(folder / "pictures")
    whole = folder / "whole"
    whole.mkdir()
    start = time.monotonic()
    result = common.run(training(programs, pictures, whole / "w.safetensors"))
    seconds = time.monotonic() - start
    check.that(result.returncode == 0, result.stderr)
    expected = contents(whole)

    seed = time.time_ns()
    chance = random.Random(seed)
    wanted = 6 if quick else 50
    kills = resumed = anew = ended = left = trainings = 0
    while kills < wanted:
        trainings += 1
        own = folder / f"run{trainings}"
        own.mkdir()
        file, checkpoint = own / "w.safetensors", own / "w.checkpoint.safetensors"
        in_a_row = 0
        while True:
            more = ["--resume"] if checkpoint.exists() else []
            # Late moments too, when the weights are written and the checkpoint is removed.
            if kills < wanted and in_a_row < 3:
                if run_once(training(programs, pictures, file, *more), chance.uniform(0, seconds)):
                    kills += 1
                    in_a_row += 1
                    left += sum(path.suffix == ".tmp" for path in own.iterdir())
                    if checkpoint.exists():
                        resumed += 1
                    elif file.exists():
                        ended += 1
                        break
                    else:
                        anew += 1
                    continue
            elif not file.exists() or checkpoint.exists():
                result = common.run(training(programs, pictures, file, *more))
                check.that(result.returncode == 0, f"seed {seed}: {result.stderr}")
            break
        check.that(
            {name: value for name, value in contents(own).items() if not name.endswith(".lock")}
            == expected, f"seed {seed}: other bytes, or files left: {list(contents(own))}")
    check.say(
        f"kill -9 at a random moment × {kills}",
        f"{resumed} resumed, {anew} begun anew, {ended} had ended, in {trainings} trainings: the "
        f"same bytes; {left} half-written files, removed by the next run")
