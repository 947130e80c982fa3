"""A wall clock that jumps by years at every look: the same bytes, pages and answers."""

import os
import pathlib
import shutil

import common
from common import contents, make_pictures, png, stroke, training
from service import Pad


def run(check, folder, programs, quick):
    compiler = next(filter(None, map(shutil.which, ["cc", "clang", "gcc"])), None)
    if compiler is None:
        check.say("a clock that jumps", "NOT RUN: there is no C compiler")
        return
    library = folder / "clock.so"
    source = pathlib.Path(__file__).parent / "clock.c"
    built = common.run([compiler, "-O1", "-shared", "-fPIC", "-o", library, source])
    check.that(built.returncode == 0, built.stderr)
    looks = folder / "looks"
    jumping = {**os.environ, "LD_PRELOAD": str(library), "CLOCK_LOOKS": str(looks)}

    def counted(program, least=1):
        """How often the program has looked at the clock. The next begins with 0."""
        check.that(looks.exists(), f"{program} had another clock")
        count = int(looks.read_text()) if looks.exists() else 0
        looks.unlink(missing_ok=True)
        check.that(count >= least, f"{program} looked at the clock {count} times")
        return f"{count:,} of {program}"

    pictures = make_pictures(folder / "pictures")
    outcomes = []
    for environment in [None, jumping]:
        own = folder / f"training{len(outcomes)}"
        own.mkdir()
        result = common.run(
            training(programs, pictures, own / "w.safetensors"), env=environment)
        check.that(result.returncode == 0, result.stderr)
        outcomes.append(contents(own))
    check.that(outcomes[0] == outcomes[1], "another clock, other weights")
    # It may look only at the clock that counts from the machine's start, which nobody can set.
    figures = [counted("a training", least=0)]

    outcomes = []
    for environment in [None, jumping]:
        own = folder / f"lesson{len(outcomes)}"
        result = common.run([f"{programs}/Flatten", "--output", own], env=environment)
        check.that(result.returncode == 0, result.stderr)
        outcomes.append(contents(own / "05-Flatten"))
    check.that(outcomes[0] == outcomes[1], "another clock, other pages")
    figures.append(counted("a lesson"))

    drawing = png(stroke("falling", 0, side=280))
    asked = 20 if quick else 200
    outcomes = []
    for environment in [None, jumping]:
        with Pad(programs, env=environment) as pad:
            answers = [pad.ask("/api/predict?maps=1&why=1", drawing) for _ in range(asked)]
            check.that(all(status == 200 for status, _ in answers), "the pad has refused")
            check.that(pad.end() == 0, "the pad did not end with 0")
        outcomes.append(answers)
    check.that(outcomes[0] == outcomes[1], "another clock, other answers")
    figures.append(counted(f"the pad in {asked} answers"))
    check.say("a clock that jumps by years", f"looks: {', '.join(figures)}; nothing differs")
