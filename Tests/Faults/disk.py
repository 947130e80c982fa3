"""A disk that is full at each write: of a checkpoint, of the weights, of a lesson's pages, of what is
printed. Nothing is half-written, what was there stays, and one sentence says it."""

import common
from common import Disk, can_mount, contents, make_pictures, training

FULL = "no space left on device"


def run(check, folder, programs, quick):
    if can_mount(folder):
        pages(check, folder, programs, quick)
        weights(check, folder, programs, quick)
    else:
        check.say("a full disk", "NOT RUN: this user cannot mount a tmpfs")
    limit(check, folder, programs)
    printing(check, folder, programs)


def lesson(programs, outputs):
    return [f"{programs}/Flatten", "--output", outputs]


def pages(check, folder, programs, quick):
    """The disk holds a lesson's old pages, and so many bytes more."""
    with Disk(folder / "pages", "64m") as disk:
        outputs = disk.path / "Outputs"
        result = common.run(lesson(programs, outputs))
        check.that(result.returncode == 0, result.stderr)
        readme = outputs / "05-Flatten/README.md"
        # Old pages that new ones would change.
        readme.write_text(readme.read_text() + "\nOld.\n")
        old = contents(disk.path)
        used = sum(-(-path.stat().st_size // 4096) * 4096 for path in outputs.rglob("*"))
        step = 30 * 4096 if quick else 3 * 4096
        refused = 0
        free = 4096
        while True:
            disk.resize(used + free)
            result = common.run(lesson(programs, outputs))
            if result.returncode == 0:
                break
            refused += 1
            check.sentence(result, FULL)
            check.that(contents(disk.path) == old, f"with {free} bytes free, a page has changed")
            free += step
            check.that(free < 32 << 20, "the pages never fit")
            if free >= 32 << 20:
                break
        check.that("Old." not in readme.read_text(), "the new page was not written")
        check.that(refused > 0, "no disk was too small")
    check.say(
        "a full disk, a lesson's pages",
        f"{refused} sizes of the disk refused, the old pages kept each time; then it fits")


def weights(check, folder, programs, quick):
    """The disk holds older weights, and so many bytes more."""
    pictures = make_pictures(folder / "pictures", each=8)
    whole = folder / "whole"
    whole.mkdir()

    # One checkpoint, at the end of the epoch; then the weights.
    def train(path, *more):
        command = training(
            programs, pictures, path / "w.safetensors", *more, epochs=1, checkpoint=1000)
        return common.run(command)

    result = train(whole)
    check.that(result.returncode == 0, result.stderr)
    expected = contents(whole)["w.safetensors"]
    length = (whole / "w.safetensors").stat().st_size
    refused = resumed = 0
    places = set()
    # One size after another, up to a disk on which all fits.
    step = length // 2 if quick else length // 16
    size = 4096
    while True:
        with Disk(folder / "weights", size) as disk:
            result = train(disk.path)
            if result.returncode == 0:
                check.that(contents(disk.path) == {"w.safetensors": expected}, "other weights")
                break
            refused += 1
            check.sentence(result, FULL)
            left = contents(disk.path)
            places.add("the weights" if "w.safetensors:" in result.stderr else "the checkpoint")
            check.that(set(left) <= {"w.checkpoint.safetensors"}, f"left: {list(left)}")
            disk.resize("64m")
            result = train(disk.path, *(["--resume"] if left else []))
            resumed += bool(left)
            check.that(result.returncode == 0, f"with {size} bytes: {result.stderr}")
            check.that(contents(disk.path) == {"w.safetensors": expected}, "other weights")
        size += step
        if size > 64 << 20:
            check.that(False, "the weights never fit")
            break
    check.that(len(places) == 2, f"refused only at {places}")
    check.say(
        "a full disk, checkpoints and weights",
        f"{refused} sizes refused at {' and '.join(sorted(places))}; with more room {resumed} "
        f"resumed, {refused - resumed} begun anew: the same bytes")


def limit(check, folder, programs):
    """A limit of the size of a file (`ulimit -f`), which needs no disk of its own."""
    pictures = make_pictures(folder / "pictures-limit", each=8)
    own = folder / "limit"
    own.mkdir()
    (own / "w.safetensors").write_text("old")
    command = training(programs, pictures, own / "w.safetensors", epochs=1)
    shell = ["bash", "-c", 'trap "" XFSZ; ulimit -f 64; exec "$@"', "bash"]
    check.sentence(common.run(shell + command), "file too large")
    check.that((own / "w.safetensors").read_text() == "old", "the old file has changed")
    check.that(set(contents(own)) == {"w.safetensors"}, f"left: {list(contents(own))}")
    check.say("files of 64 KB at most", "one sentence, the old weights kept")


def printing(check, folder, programs):
    """Standard output goes to a full disk."""
    own = folder / "printing"
    pictures = make_pictures(folder / "pictures-printing", each=8)
    own.mkdir()
    for command in [
        training(programs, pictures, own / "w.safetensors", epochs=1), lesson(programs, own)]:
        shell = ["bash", "-c", 'exec "$@" > /dev/full', "bash"]
        check.sentence(common.run(shell + command), "its output could not be written", FULL)
    check.that((own / "w.safetensors").exists(), "the weights were lost with the words")
    check.that((own / "05-Flatten/README.md").exists(), "the page was lost with the words")
    check.say("what is printed goes to a full disk", "one sentence, weights and pages are written")
