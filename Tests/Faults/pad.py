"""The pad keeps drawings on a disk that gets full."""

from common import Disk, can_mount, contents, png, stroke
from service import Pad


def run(check, folder, programs, quick):
    if not can_mount(folder):
        check.say("a pad's full disk", "NOT RUN: this user cannot mount a tmpfs")
        return
    # Noise, which does not compress: each drawing is large.
    rows = [bytes((x * x * 31 + y * y * 17 + x * y * 7) % 256 for x in range(280))
            for y in range(280)]
    for y in range(280):
        rows[y] = bytes(value if 60 < x < 220 and 60 < y < 220 else 0
                        for x, value in enumerate(rows[y]))
    drawing = png([list(row) for row in rows])
    with Disk(folder / "drawings", "1m") as disk, Pad(programs, "--gather", disk.path) as pad:
        kept = 0
        while True:
            status, answer = pad.ask("/api/keep?class=noise", drawing)
            if status != 200:
                break
            kept += 1
            if kept == 1:
                first = contents(disk.path)["noise/0001.png"]
            if kept > 500:
                break
        check.that(kept > 0 and status == 507, f"after {kept} drawings, status {status}: {answer}")
        if kept == 0:
            return
        check.that("no space left on device" in answer.get("error", ""), f"{answer}")
        names = {f"noise/{number:04}.png": first for number in range(1, kept + 1)}
        check.that(contents(disk.path) == names, f"{list(contents(disk.path))}")
        # A class of its own, of which nothing may stay.
        status, _ = pad.ask("/api/keep?class=other", drawing)
        check.that(status == 507, f"status {status}")
        check.that(not (disk.path / "other").exists(), "an empty class was left")
        # It still answers, and what was kept last can be taken back.
        check.that(pad.ask("/api/predict", png(stroke("falling", 0, side=280)))[0] == 200, "no answer")
        check.that(pad.ask("/api/undo", b"")[0] == 200, "nothing was taken back")
        check.that(pad.ask("/api/keep?class=noise", drawing)[0] == 200, "no room after an undo")
        disk.resize("2m")
        check.that(pad.ask("/api/keep?class=other", drawing)[0] == 200, "not kept with more room")
        names["other/0001.png"] = first
        check.that(contents(disk.path) == names, f"{list(contents(disk.path))}")
        check.that(pad.end() == 0, "the pad did not end with 0")
    check.say(
        "a full disk, the pad's drawings",
        f"507 in one sentence after {kept} drawings, all of them whole; with more room it goes on")
