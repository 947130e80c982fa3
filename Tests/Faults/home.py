"""A home that is missing or cannot be written, and a folder that cannot."""

import os
import shutil

import common
from common import contents, is_nobody, make_pictures, png, stroke, training
from service import Pad


def run(check, folder, programs, quick):
    # The superuser may write everywhere, so nobody in particular runs the programs.
    user = []
    if is_nobody():
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        reached = common.run([*user, f"{programs}/TrainModel", "--help"])
        if shutil.which("setpriv") is None or reached.returncode != 0:
            check.say("a home that cannot be written", "NOT RUN: other users cannot run the programs")
            return
    pictures = make_pictures(folder / "pictures")
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    drawing = png(stroke("falling", 0, side=280))
    expected = None
    for home in [None, "/nonexistent", str(closed)]:
        own = folder / f"own{len(list(folder.iterdir()))}"
        own.mkdir()
        own.chmod(0o777)
        environment = dict(os.environ)
        if home:
            environment["HOME"] = environment["TMPDIR"] = home
        command = training(programs, pictures, own / "w.safetensors")
        result = common.run([*user, *command], env=environment, cwd="/")
        check.that(result.returncode == 0, f"HOME={home}: {result.stderr}")
        result = common.run(
            [*user, f"{programs}/Flatten", "--output", own], env=environment, cwd="/")
        check.that(result.returncode == 0, f"HOME={home}: {result.stderr}")
        left = contents(own)
        expected = expected or left
        different = sorted(dict(set(left.items()) ^ set(expected.items())))
        check.that(not different, f"HOME={home}: other bytes in {different}")
        check.that(contents(closed) == {}, "something was written into the home")
        with Pad(programs, env=environment) as pad:
            check.that(pad.ask("/api/predict", drawing)[0] == 200, f"HOME={home}: no answer")
    check.say(
        "a home that is missing, or cannot be written", "training, lesson and pad: the same bytes")

    # And where results would go.
    refused = [
        training(programs, pictures, closed / "w.safetensors"),
        [f"{programs}/Flatten", "--output", closed],
        [f"{programs}/DrawingPad", "--port", "0", "--gather", closed / "drawings"],
        [f"{programs}/DrawingPad", "--port", "0", "--gather", closed],
    ]
    for command in refused:
        result = common.run([*user, *command], cwd="/")
        check.sentence(result, str(closed), ": ")
    check.that(contents(closed) == {}, "something was left")
    check.say("a folder that cannot be written", f"{len(refused)} programs, one sentence each")
