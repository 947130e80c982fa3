"""`ulimit -v`: a network for which the memory is too small is refused before it is built."""

import common
from common import make_pictures, training


def run(check, folder, programs, quick):
    pictures = make_pictures(folder / "pictures", each=5, side=200)
    least = None
    refused = trained = 0
    # In KB. Below the first the program itself hardly starts.
    sizes = [400_000, 700_000, 1_000_000, 1_500_000, 2_500_000]
    if not quick:
        sizes = sorted(set(sizes) | set(range(400_000, 2_500_000, 150_000)))
    for size in sizes:
        file = folder / f"{size}.safetensors"
        command = training(programs, pictures, file, "--as-is", epochs=1)
        shell = ["bash", "-c", f'ulimit -c 0; ulimit -v {size}; exec "$@"', "bash"]
        result = common.run(shell + command)
        if result.returncode == 0:
            trained += 1
            least = least or size
            check.that(file.exists(), "no weights")
        else:
            refused += 1
            check.sentence(result, "200×200", "10,241,507 weights", "MB")
            check.that(not file.exists(), "half of the weights")
            check.that(least is None, f"{size} KB are refused, but {least} KB were enough")
    check.that(refused > 0 and trained > 0, f"{refused} refused, {trained} trained")
    check.say(
        "memory refused (ulimit -v)",
        f"10,241,507 weights refused in one sentence by {refused} limits; trained from "
        f"{(least or 0) // 1000} MB up")
    # No limit: too many weights for any machine.
    large = make_pictures(folder / "large", each=5, side=1600)
    result = common.run(training(programs, large, folder / "large.safetensors", "--as-is"))
    check.sentence(result, "655,361,507 weights", "the limit is 100,000,000")
    check.say("655,361,507 weights", "refused in one sentence")
