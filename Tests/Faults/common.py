"""What all faults share: programs, a small data set, folders and their contents."""

import hashlib
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import zlib


class Check:
    """Counts what held, and prints a line for each fault."""

    def __init__(self):
        self.passed = self.failed = self.told = 0

    def that(self, holds, what):
        """One thing that must hold. What does not is printed."""
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"  FAILED: {what}", flush=True)

    def sentence(self, result, *words):
        """One sentence on standard error with these words, and a code that is not 0."""
        lines = result.stderr.strip().splitlines()
        holds = result.returncode in range(1, 126) and len(lines) == 1
        holds = holds and all(word in lines[0] for word in words)
        said = result.stderr.strip()[:300]
        self.that(holds, f"code {result.returncode}, expected a sentence with {words}: {said}")

    def say(self, fault, figure):
        """A fault's line, at its end. The figure promises something only if all of it held."""
        if self.failed > self.told:
            figure = f"FAILED, {self.failed - self.told} of its checks"
        self.told = self.failed
        print(f"{fault:<44} {figure}", flush=True)


class Folder:
    """A temporary folder. Anybody may enter it."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="glassbox-faults-"))
        self.path.chmod(0o755)
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class Disk:
    """A small disk of its own: a tmpfs with so many bytes."""

    def __init__(self, path, size):
        self.path, self.size = pathlib.Path(path), size

    def __enter__(self):
        self.path.mkdir(exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.path]
        subprocess.run(command, check=True)
        return self

    def resize(self, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", self.path], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", self.path], check=True)


def can_mount(folder):
    try:
        with Disk(folder / "probe", 4096):
            return True
    except (subprocess.CalledProcessError, OSError):
        return False


def png(rows):
    """A grey PNG."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def stroke(kind, number, side=28):
    """A picture of a line: falling, standing, or rising."""
    rows = [[0] * side for _ in range(side)]
    for y in range(side // 4, 3 * side // 4):
        x = {"falling": y, "standing": side // 2, "rising": side - 1 - y}[kind]
        for column in range(x, min(side, x + max(1, side // 10) + number % 2)):
            rows[y][column] = 255 - number
    return rows


def make_pictures(folder, each=20, side=28):
    """A data set: a folder of PNGs for each of three classes."""
    for kind in ["falling", "standing", "rising"]:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for number in range(each):
            (folder / kind / f"{number}.png").write_bytes(png(stroke(kind, number, side)))
    return folder


def training(programs, pictures, file, *more, epochs=4, checkpoint=2):
    """A training of about a second, with a checkpoint after every other step and each epoch."""
    return [
        f"{programs}/TrainModel", "walkthrough", str(file), "--data", str(pictures), "--batch", "4",
        "--epochs", str(epochs), "--workers", "1", "--checkpoint", str(checkpoint), *more,
    ]


def run(command, **more):
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=600, **more)


def contents(folder):
    """The names of all files in a folder, hidden ones too, each with a hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(pathlib.Path(folder).rglob("*")) if path.is_file()
    }


def is_superuser():
    """Whether this is the superuser, to whom no folder is closed."""
    return os.geteuid() == 0
