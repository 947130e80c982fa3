"""A home that is missing or cannot be written, and a folder that cannot."""

import json
import os
import shutil

import common
from common import contents, is_superuser, make_pictures, png, stroke, training
from service import Pad


def run(check, folder, programs, quick):
    # The superuser may write everywhere, so nobody in particular runs the programs.
    user = []
    if is_superuser():
        user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        is_there = shutil.which("setpriv") is not None
        if not is_there or common.run([*user, f"{programs}/TrainModel", "--help"]).returncode != 0:
            check.say("a home that cannot be written", "NOT RUN: other users cannot run the programs")
            return
    pictures = make_pictures(folder / "pictures")
    closed = folder / "closed"
    closed.mkdir(mode=0o555)
    drawing = png(stroke("falling", 0, side=280))
    expected, answers = None, set()
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
        with Pad(programs, user=user, env=environment) as pad:
            status, answer = pad.ask("/api/predict", drawing)
            check.that(status == 200, f"HOME={home}: status {status}")
            answers.add(json.dumps(answer))
        check.that(contents(closed) == {}, "something was written into the home")
    check.that(len(answers) == 1, f"{len(answers)} different answers of the pad")
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
