"""Attacks the drawing pad's service, and prints a line for each fact.

    swift build --traits Web --product DrawingPad
    python Tests/attack_pad.py .build/debug/DrawingPad            # 100,000 requests, 500 slow clients
    python Tests/attack_pad.py .build/debug/DrawingPad --quick    # fewer, in half a minute

Answers under load are compared with the answer to the same request alone, byte by byte. If the
program Classification is beside the pad, its `--json` with the pad's weights is compared as well.
Speed is not judged here: see measure_pad.py. The exit code is 1 if a fact does not hold. It needs
nothing but Python.
"""

import argparse
import asyncio
import collections
import json
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

from measure_pad import Pad, answer, png, request, seven, slow
from scanner_list import scans

PATIENCE = 20
FACTS = []


def fact(holds, sentence):
    FACTS.append(holds)
    print(("holds  " if holds else "FAILS  ") + sentence, flush=True)


def strokes(seed):
    """A drawing of a few thick lines."""
    dice, rows = random.Random(seed), [bytearray(280) for _ in range(280)]
    for _ in range(dice.randint(1, 4)):
        (x, y), (a, b) = [(dice.randint(40, 240), dice.randint(40, 240)) for _ in range(2)]
        for step in range(200):
            row, column = round(y + (b - y) * step / 199), round(x + (a - x) * step / 199)
            for near in range(row - 9, row + 10):
                rows[near][column - 9:column + 10] = b"\xff" * 19
    return png(rows)


def questions(count):
    """Requests of all kinds, good and bad, each as bytes."""
    drawings = [seven()] + [strokes(seed) for seed in range(count)]
    for drawing in drawings:
        for query in ("", "?centre=0", "?model=symbols&only=letters", "?maps=1&why=1"):
            yield request(drawing, "/api/predict" + query)
        yield request(drawing, "/api/explain?stage=12&index=7&keep=8")
    for path in ("/health", "/", "/pad.js", "/api/models", "/nothing", "/api/predict"):
        yield f"GET {path} HTTP/1.1\r\nhost: pad\r\n\r\n".encode()
    for query in ("?centre=2", "?model=none", "?stage=99&index=1", "?why=1&why=1"):
        yield request(drawings[0], "/api/explain" + query)
    yield request(b"GIF89a")
    yield request(drawings[0][:300])


async def ask(port, message):
    reader, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), PATIENCE)
    try:
        writer.write(message)
        return await asyncio.wait_for(answer(reader), PATIENCE)
    finally:
        writer.close()


async def asker(port, known, left, ends):
    """Asks over one connection, as long as requests are left; comes again if it is closed."""
    writer = None
    while left[0] > 0:
        left[0] -= 1
        message = random.choice(list(known)) if left[0] % 3 else left[1]
        try:
            # After the 503 of a connection that found no seat, the pad has closed it.
            if writer and reader.at_eof():
                writer = writer.close()
            if writer is None:
                reader, writer = await asyncio.wait_for(
                    asyncio.open_connection("127.0.0.1", port), PATIENCE)
            writer.write(message)
            told = await asyncio.wait_for(answer(reader), PATIENCE)
        except asyncio.TimeoutError:
            ends["time-outs"] += 1
            writer = writer and writer.close()
            continue
        except (OSError, asyncio.IncompleteReadError):
            ends["closed"] += 1
            writer = writer and writer.close()
            continue
        if told[0] == 503:
            ends["503"] += 1
            await asyncio.sleep(random.uniform(1, 2))
        else:
            ends["right" if told == known[message] else "wrong"] += 1
    if writer:
        writer.close()


async def crowd(pad, known, count, connections):
    """So many requests over so many connections."""
    ends, light = collections.Counter(), next(key for key in known if b"/health" in key)
    before, start = pad.memory(), time.perf_counter()
    left = [count // 10, light]
    await asyncio.gather(*(asker(pad.port, known, left, ends) for _ in range(connections)))
    warm, left[0] = pad.memory(), count - count // 10
    await asyncio.gather(*(asker(pad.port, known, left, ends) for _ in range(connections)))
    after, seconds = pad.memory(), time.perf_counter() - start
    bad = {kind: ends[kind] for kind in ("wrong", "time-outs", "closed") if ends[kind]}
    fact(not bad and ends["right"] > 0,
         f"{sum(ends.values()):,} requests over {connections:,} connections in {seconds:.0f} s: "
         f"{ends['right']:,} answered as alone, 503: {ends['503']:,}, others: {bad or 'none'}")
    fact(not after > 1.15 * warm + 16,
         f"memory: {before:.0f} MB before, {warm:.0f} MB after a tenth, {after:.0f} MB at the end")


def same_as_lesson(program, known):
    """Compares answers with the lesson's own program on the same pictures."""
    lesson, drawings, same = program.with_name("Classification"), 0, 0
    weights = pathlib.Path(__file__).parent.parent / "Sources/Models/Weights/pad-digits.safetensors"
    if not lesson.exists():
        return print("skipped Classification is not built beside the pad")
    for message, (status, body) in known.items():
        head, _, drawing = message.partition(b"\r\n\r\n")
        told = json.loads(body) if head.startswith(b"POST /api/predict HTTP") else {}
        if status != 200 or "class" not in told:
            continue
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            pathlib.Path(file.name).write_bytes(drawing)
            run = subprocess.run([lesson, "--weights", weights, "--image", file.name, "--json"],
                                 capture_output=True)
        direct, drawings = json.loads(run.stdout), drawings + 1
        same += all(told[key] == direct[key] for key in ("class", "probabilities", "logits"))
    fact(drawings > 0 and same == drawings,
         f"{same} of {drawings} drawings get the logits of Classification --weights --image --json")


async def slowness(pad, known, count):
    """Half of them send their header slowly, half their body; others ask meanwhile."""
    message, stopped = request(seven()), asyncio.Event()
    head = message.index(b"\r\n\r\n") + 4

    async def body():
        start = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", pad.port)
        writer.write(message[:head])
        for byte in message[head:head + 60]:
            try:
                writer.write(bytes([byte]))
                if await asyncio.wait_for(reader.read(1), 1) in (b"", b"H"):
                    break
            except asyncio.TimeoutError:
                continue
            except OSError:
                break
        writer.close()
        return time.perf_counter() - start

    clients = [asyncio.create_task(slow(pad.port, message, stopped) if number % 2 else body())
               for number in range(count)]
    await asyncio.sleep(1)
    ends, light = collections.Counter(), next(key for key in known if b"/health" in key)
    left = [count * 2, light]
    await asyncio.gather(*(asker(pad.port, known, left, ends) for _ in range(4)))
    borne = await asyncio.gather(*clients)
    fact(ends["right"] == sum(ends.values()),
         f"beside {count} slow clients: {dict(ends)}")
    fact(max(borne) < 20, f"{count} slow clients were dropped, the last after {max(borne):.0f} s")


async def stop(program, count):
    """SIGTERM while requests are half sent, and others in work."""
    pad, message = Pad(program), request(seven(), "/api/predict?why=1")
    # A whole request, nothing, half a header, half a body.
    parts = (message, b"", message[:40], message[:len(message) // 2])
    connections = [await asyncio.open_connection("127.0.0.1", pad.port) for _ in range(count)]
    for number, (_, writer) in enumerate(connections):
        writer.write(parts[number % 4])
    whole = connections[::4]
    await asyncio.sleep(0.3)
    start = time.perf_counter()
    pad.process.send_signal(signal.SIGTERM)
    ended = asyncio.create_task(asyncio.to_thread(pad.process.wait, 60))
    ends = collections.Counter()
    for told in await asyncio.gather(
            *(asyncio.wait_for(answer(reader), PATIENCE) for reader, _ in whole),
            return_exceptions=True):
        ends[type(told).__name__ if isinstance(told, BaseException) else told[0]] += 1
    code, seconds = await ended, time.perf_counter() - start
    fact(code == 0 and seconds < 5,
         f"SIGTERM with {count // 2} half-sent requests and {count // 4} silent clients: code {code} "
         f"after {seconds:.1f} s")
    fact(set(ends) <= {200, 503}, f"the {len(whole)} requests sent whole before it: {dict(ends)}")


async def scan(pad):
    """Each entry of the list on a connection of its own; then the pad must be well."""
    total, wrong = 0, []
    for name, message, allowed in scans(pad.port):
        total += 1
        reader, writer = await asyncio.open_connection("127.0.0.1", pad.port)
        try:
            writer.write(message)
            writer.write_eof()
            told = await asyncio.wait_for(reader.read(-1), PATIENCE)
        except OSError:
            told = b""
        except asyncio.TimeoutError:
            told = b"HTTP/1.1 999 no end"
        writer.close()
        status = int(told.split()[1]) if told.startswith(b"HTTP/1.") else 0
        if status not in allowed or told.count(b"HTTP/1.1 ") > 1 or b"root:" in told:
            wrong.append(f"{name} -> {status}, {told.count(b'HTTP/1.1 ')} answers")
    for sentence in wrong:
        print("       " + sentence)
    well = (await ask(pad.port, b"GET /health HTTP/1.1\r\nhost: pad\r\n\r\n"))[0] == 200
    fact(not wrong and well,
         f"a scanner's list of {total} requests: {len(wrong)} answers that should not be")


async def strangers(program):
    """What a page of another origin, or a name that was made to point here, can do."""
    with tempfile.TemporaryDirectory() as folder:
        pad, drawing = Pad(program, "--gather", folder), seven()
        own = f"127.0.0.1:{pad.port}"

        async def send(method, path, host, origin, kind="image/png", more=""):
            head = f"{method} {path} HTTP/1.1\r\nhost: {host}\r\ncontent-type: {kind}\r\n{more}"
            head += f"origin: {origin}\r\n" if origin is not None else ""
            reader, writer = await asyncio.open_connection("127.0.0.1", pad.port)
            size = len(drawing) if method == "POST" else 0
            writer.write(f"{head}connection: close\r\ncontent-length: {size}\r\n\r\n".encode()
                         + drawing[:size])
            told = await asyncio.wait_for(reader.read(-1), PATIENCE)
            writer.close()
            return int(told.split()[1]), told

        kept = await send("POST", "/api/keep?class=roof", own, f"http://{own}")
        evil, tried, wrong = "evil.example", 0, []
        for host, origin in [(own, f"http://{evil}"), (own, "null"), (own, None), (own, ""),
                             (own, "http://127.0.0.1"), (own, f"http://{own}.{evil}"),
                             (own, f"http://{own}@{evil}"), (evil, f"http://{evil}"),
                             (f"{evil}:{pad.port}", f"http://{evil}:{pad.port}"),
                             (f"127.0.0.1.{evil}", f"http://127.0.0.1.{evil}")]:
            for path in ("/api/keep?class=roof", "/api/undo"):
                for kind in ("image/png", "text/plain", "application/x-www-form-urlencoded"):
                    status, told = await send("POST", path, host, origin, kind,
                                              f"referer: http://{own}/\r\n")
                    tried += 1
                    if status != 403 or b"access-control" in told.lower():
                        wrong.append(f"{path} host {host} origin {origin} {kind}: {status}")
        for method, path in (("OPTIONS", "/api/keep"), ("OPTIONS", "/api/predict"),
                             ("POST", "/api/predict"), ("GET", "/api/kept"), ("GET", "/health")):
            told = (await send(method, path, own, f"http://{evil}"))[1]
            tried += 1
            if b"access-control" in told.lower():
                wrong.append(f"{method} {path} may be read from another origin")
        told = (await send("GET", "/api/kept", evil, None))[1]
        if b"roof" in told:
            wrong.append("a name that was made to point here reads what is kept")
        files = sorted(path.name for path in pathlib.Path(folder).rglob("*.png"))
        for sentence in wrong:
            print("       " + sentence)
        fact(not wrong and kept[0] == 200 and files == ["0001.png"],
             f"{tried + 1} requests of other origins: {len(wrong)} did more than they may; "
             f"the folder holds what the own page kept: {files == ['0001.png']}")
        pad.stop()


async def attack(program, quick):
    count, connections, slow_clients = (4_000, 1_000, 60) if quick else (100_000, 1_000, 500)
    pad = Pad(str(program))
    known = {}
    for message in questions(2 if quick else 8):
        known[message] = await ask(pad.port, message)
    same_as_lesson(program, known)
    await crowd(pad, known, count, connections)
    await slowness(pad, known, slow_clients)
    await scan(pad)
    code = await asyncio.to_thread(pad.stop)
    fact(code == 0, f"the pad that bore all this ended with code {code}")
    await stop(str(program), 100)
    await strangers(str(program))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=lambda path: pathlib.Path(os.path.abspath(path)),
                        help="DrawingPad, built with the trait Web")
    parser.add_argument("--quick", action="store_true", help="fewer requests and clients")
    options = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard < 1 << 20 else 1 << 16, hard))
    random.seed(1)
    start = time.perf_counter()
    asyncio.run(attack(options.program, options.quick))
    print(f"{sum(FACTS)} of {len(FACTS)} facts hold, {time.perf_counter() - start:.0f} s")
    sys.exit(0 if all(FACTS) else 1)


if __name__ == "__main__":
    main()
