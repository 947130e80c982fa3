"""Measures the drawing pad's service as its clients meet it.

    swift build --traits Web --product DrawingPad
    python Tests/measure_pad.py .build/debug/DrawingPad --load
    pip install numpy pillow && python Tests/measure_pad.py .build/debug/DrawingPad --accuracy

--load: requests a second and latencies at 1, 16 and 256 connections for ten seconds each; memory
before, halfway and after 100,000 requests; drawing while 500 clients send a byte a second; and
whether a stop under load loses a request. It needs nothing but Python.

--accuracy: MNIST's 10,000 test digits as PNGs of 280×280 through the HTTP interface: as large as
the pad, and at 40 % somewhere on it, each with centring and without.
"""

import argparse
import asyncio
import collections
import json
import os
import pathlib
import random
import signal
import struct
import subprocess
import time
import zlib


def png(rows):
    """Rows of grey levels as a PNG."""
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)
            + chunk(b"IEND", b""))


def seven():
    """A seven of two thick strokes."""
    rows = [bytearray(280) for _ in range(280)]
    for y in range(280):
        for x in range(280):
            bar = 40 <= y <= 64 and 60 <= x <= 220
            leg = 40 <= y <= 240 and abs(x - (208 - (y - 52) * 0.45)) < 13
            rows[y][x] = 255 if bar or leg else 0
    return png(rows)


class Pad:
    """The service while it runs."""

    def __init__(self, program, *flags):
        self.process = subprocess.Popen(
            [program, "--port", "0", *flags], stdout=subprocess.PIPE, text=True)
        # Its address stands on the first line, or on the second if drawings are kept.
        line = next(line for line in self.process.stdout if "127.0.0.1:" in line)
        self.port = int(line.split("127.0.0.1:")[1].split()[0])

    def memory(self):
        """Megabytes that it holds (Linux)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return float("nan")
        line = next(l for l in status.read_text().splitlines() if l.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def request(body, path="/api/predict"):
    return (f"POST {path} HTTP/1.1\r\nhost: pad\r\ncontent-type: image/png\r\n"
            f"content-length: {len(body)}\r\n\r\n").encode() + body


async def answer(reader):
    """The status and the body of an answer; None if the connection has ended."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    length = next(int(l.split(":")[1]) for l in lines if l.lower().startswith("content-length"))
    return int(lines[0].split()[1]), await reader.readexactly(length)


async def client(port, message, until, statuses, times, stop=None):
    """Asks again and again over one connection; after a 503 it waits as it is told.

    `stop` holds when the service was told to stop, once it was."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while until():
        start = time.perf_counter()
        try:
            writer.write(message)
            status, _ = await answer(reader)
        except (OSError, asyncio.IncompleteReadError) as error:
            # What was asked afterwards may find the connection closed; what was asked before may not.
            is_late = stop and start > stop[0]
            statuses["closed after the stop" if is_late else type(error).__name__] += 1
            break
        statuses[status] += 1
        if status == 200:
            times.append(time.perf_counter() - start)
        elif status == 503:
            await asyncio.sleep(1)
    writer.close()


def summary(statuses, times, seconds):
    times.sort()
    quantile = lambda share: 1000 * times[int(share * (len(times) - 1))] if times else float("nan")
    others = {status: count for status, count in statuses.items() if status not in (200, 503)}
    return (f"{statuses[200] / seconds:7.0f} answers a second, 50 % in {quantile(.5):.1f} ms, "
            f"99 % in {quantile(.99):.1f} ms; 503: {statuses[503]}, other errors: {others or 'none'}")


async def crowd(port, message, connections, seconds):
    statuses, times = collections.Counter(), []
    end = time.perf_counter() + seconds
    await asyncio.gather(*(
        client(port, message, lambda: time.perf_counter() < end, statuses, times)
        for _ in range(connections)))
    return statuses, times


async def slow(port, message, stopped):
    """Sends a byte a second, until it is dropped; for how long it was borne."""
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for byte in message:
            if stopped.is_set():
                return None
            writer.write(bytes([byte]))
            await writer.drain()
            try:
                if not await asyncio.wait_for(reader.read(1), 1):
                    break
            except asyncio.TimeoutError:
                pass
    except OSError:
        pass
    writer.close()
    return time.perf_counter() - start


async def load(program):
    body = seven()
    message = request(body)
    pad = Pad(program)
    print(f"one drawing: {len(body):,} bytes; memory at the start {pad.memory():.0f} MB")
    await crowd(pad.port, message, 1, 2)
    for connections in (1, 16, 256):
        statuses, times = await crowd(pad.port, message, connections, 10)
        print(f"{connections:4} connections: {summary(statuses, times, 10)}")
    maps = request(body, "/api/predict?maps=1")
    statuses, times = await crowd(pad.port, maps, 1, 5)
    print(f"   1 with all maps: {summary(statuses, times, 5)}")

    before, done = pad.memory(), collections.Counter()
    for half in (50_000, 100_000):
        await asyncio.gather(*(
            client(pad.port, message, lambda: done[200] < half, done, []) for _ in range(16)))
        print(f"memory after {done[200]:,} more answers: {pad.memory():.0f} MB (before: {before:.0f})")

    stopped = asyncio.Event()
    clients = [asyncio.create_task(slow(pad.port, message, stopped)) for _ in range(500)]
    await asyncio.sleep(1)
    statuses, times = await crowd(pad.port, message, 4, 10)
    print(f"   4 connections beside 500 slow clients: {summary(statuses, times, 10)}")
    await asyncio.sleep(15)
    stopped.set()
    borne = [time for time in await asyncio.gather(*clients) if time is not None]
    print(f"of the slow ones {len(borne)} were dropped, the last after {max(borne, default=0):.0f} s")

    statuses, times, stop = collections.Counter(), [], [float("inf")]
    running = asyncio.gather(*(
        client(pad.port, message, lambda: True, statuses, times, stop) for _ in range(32)))
    await asyncio.sleep(2)
    stop[0] = time.perf_counter()
    code = await asyncio.to_thread(pad.stop)
    await running
    late = statuses.pop("closed after the stop", 0)
    lost = {kind: count for kind, count in statuses.items() if kind not in (200, 503)}
    print(f"stopped under load: exit code {code}, {statuses[200]} answered, lost: {lost or 'none'}; "
          f"{late} connections were closed when they next asked")


def accuracy(program):
    import http.client
    import numpy as np
    from mnist_sheets import digits

    images, labels = digits("test")
    images = (images.reshape(-1, 28, 28) * 255).round().astype(np.uint8)
    pad, places = Pad(program), random.Random(1)
    connection = http.client.HTTPConnection("127.0.0.1", pad.port)

    def large(image):
        return image.repeat(10, 0).repeat(10, 1)

    def small(image):
        drawing = np.zeros((280, 280), np.uint8)
        top, left = places.randrange(169), places.randrange(169)
        drawing[top:top + 112, left:left + 112] = image.repeat(4, 0).repeat(4, 1)
        return drawing

    for name, draw in (("as large as the pad", large), ("at 40 %, somewhere", small)):
        for centre in (1, 0):
            right = 0
            for image, label in zip(images, labels):
                body = png([row.tobytes() for row in draw(image)])
                connection.request("POST", f"/api/predict?centre={centre}", body,
                                   {"content-type": "image/png"})
                told = json.loads(connection.getresponse().read())
                right += told.get("class") == label
            print(f"{name}, {'centred' if centre else 'not centred'}: {right} of {len(images)}")
    pad.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program", help="DrawingPad, built with the trait Web")
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--accuracy", action="store_true")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    if options.load:
        asyncio.run(load(program))
    if options.accuracy:
        accuracy(program)


if __name__ == "__main__":
    main()
