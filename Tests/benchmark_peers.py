"""How fast the core is beside PyTorch and TensorFlow, on the same networks, in one run.

    pip install torch==2.13.0 tensorflow-cpu numpy pillow
    python Tests/benchmark_peers.py [--seconds 2] [--rounds 3] [--plain] [--only name] [--mnist99]

With --mnist99 it is one training instead, to 99 % of MNIST's test digits:
the network, batches, rates and start of Sources/Benchmark/MNIST99.swift in PyTorch.

Each figure is measured in turns: ours, PyTorch eager and compiled, TensorFlow eager and compiled,
and again; of each the best turn counts, and of each framework its faster way. All use the threads
that the machine has, the same batches, and gradient descent with momentum. For a fair
comparison of a build for AVX2 set GLASSBOX_CPU=x86-64-v3, ONEDNN_MAX_CPU_ISA=AVX2 and
ATEN_CPU_CAPABILITY=avx2, and pass --plain: torch.compile and XLA do not keep to those limits, and
one of them crashed under them.
"""

import argparse
import itertools
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import numpy as np
import tensorflow as tf
import torch
from torch import nn

from mnist_sheets import digits

package = pathlib.Path(__file__).resolve().parent.parent
train = digits("train")
sizes = {"walkthrough": (8, 16, 64), "course": (32, 32, 128)}


def rate(seconds, body):
    """How often `body` can be done in a second: the median of five turns, after one to warm up."""
    def turn():
        start, count = time.perf_counter(), 0
        while True:
            body()
            count += 1
            passed = time.perf_counter() - start
            if passed >= seconds / 5:
                return count / passed
    turn()
    return statistics.median(turn() for _ in range(5))


def torch_network(name):
    a, b, units = sizes[name]
    return nn.Sequential(
        nn.Conv2d(1, a, 3, padding=2), nn.ReLU(), nn.Conv2d(a, b, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Dropout(0.25), nn.Flatten(), nn.Linear(b * 14 * 14, units), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(units, 10),
    )


def batches(count, data):
    """The batches of Sources/Benchmark/Measure.swift: images `[N, 1, 28, 28]`, and labels."""
    if data == "noise":
        images = np.random.default_rng(1).random((count, 1, 28, 28), dtype=np.float32)
        return [(images, np.arange(count) % 10)]
    numbers = [[(turn + 16 * n) * 60_000 // (16 * count) for n in range(count)]
               for turn in range(16)]
    return [(train[0][own], train[1][own]) for own in numbers]


def torch_figures(name, kind, batch, compiled, data):
    model = torch_network(name)
    run = torch.compile(model) if compiled else model
    turns = [(torch.tensor(x), torch.tensor(y)) for x, y in batches(batch, data)]
    own = itertools.cycle(turns)
    if kind == "train":
        model.train()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.001, momentum=0.9)

        def body():
            images, labels = next(own)
            optimizer.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(run(images), labels).backward()
            optimizer.step()
        return body
    model.eval()

    def body():
        with torch.inference_mode():
            torch.softmax(run(next(own)[0]), 1)
    return body


def tensorflow_network(name):
    a, b, units = sizes[name]
    layers = tf.keras.layers
    return tf.keras.Sequential([
        layers.Input((28, 28, 1)), layers.ZeroPadding2D(2), layers.Conv2D(a, 3, activation="relu"),
        layers.Conv2D(b, 3, activation="relu"), layers.MaxPooling2D(2), layers.Dropout(0.25),
        layers.Flatten(), layers.Dense(units, activation="relu"), layers.Dropout(0.5),
        layers.Dense(10),
    ])


def tensorflow_figures(name, kind, batch, compiled, data):
    model = tensorflow_network(name)
    turns = [(tf.constant(x.reshape(-1, 28, 28, 1)), tf.constant(y))
             for x, y in batches(batch, data)]
    own = itertools.cycle(turns)
    if kind == "train":
        optimizer = tf.keras.optimizers.SGD(0.001, momentum=0.9)
        optimizer.build(model.trainable_variables)
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

        def step(images, labels):
            with tf.GradientTape() as tape:
                value = loss(labels, model(images, training=True))
            gradients = tape.gradient(value, model.trainable_variables)
            optimizer.apply_gradients(zip(gradients, model.trainable_variables))
            return value
    else:
        def step(images, labels):
            return tf.nn.softmax(model(images, training=False))
    step = tf.function(step, jit_compile=compiled == "xla") if compiled else step
    return lambda: step(*next(own)).numpy()


def torch_mnist99(compiled, seed=1):
    """Seconds from the first step to the last, and the share of the test digits named rightly."""
    torch.manual_seed(seed)
    model = nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 32, 5), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(32 * 4 * 4, 10),
    )
    for layer in model:
        if hasattr(layer, "weight"):
            nn.init.kaiming_normal_(layer.weight)
            nn.init.zeros_(layer.bias)
    run = torch.compile(model) if compiled else model
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9, weight_decay=5e-4)
    images, labels = (torch.tensor(array) for array in digits("train"))
    epochs, batch = 3, 32
    steps = len(images) // batch
    # As Training.rate(at:of:): up in a line, then down along half a cosine.
    rising = 0.2 * epochs * steps
    # Whatever has to be compiled is compiled before the clock starts.
    nn.functional.cross_entropy(run(images[:batch]), labels[:batch]).backward()
    start, number = time.perf_counter(), 0
    for _ in range(epochs):
        for own in torch.randperm(len(images)).split(batch):
            now = number + 0.5
            share = (now - rising) / (epochs * steps - rising)
            for group in optimizer.param_groups:
                group["lr"] = 0.05 * (
                    now / rising if now < rising else (1 + math.cos(math.pi * share)) / 2)
            optimizer.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(run(images[own]), labels[own]).backward()
            optimizer.step()
            number += 1
    seconds = time.perf_counter() - start
    images, labels = (torch.tensor(array) for array in digits("test"))
    with torch.inference_mode():
        right = (model(images).argmax(1) == labels).float().mean().item()
    return seconds, right


def compare_mnist99():
    program = package / ".build/debug/Benchmark"
    own = json.loads(subprocess.run(
        [program, "--json", "--only", "mnist99"], check=True, capture_output=True).stdout)
    print(f"ours: {own['mnist99.seconds']:.1f} s, {100 * own['mnist99.accuracy']:.2f} %")
    for compiled in [False, True]:
        seconds, right = torch_mnist99(compiled)
        print(f"PyTorch{' compiled' if compiled else ''}: {seconds:.1f} s, {100 * right:.2f} %, "
              f"ratio {seconds / own['mnist99.seconds']:.2f}", flush=True)


def ours(figure, seconds):
    program = package / ".build/debug/Benchmark"
    command = [program, "--json", "--seconds", str(seconds), "--only", figure]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)[figure]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--plain", action="store_true", help="leave torch.compile and XLA out")
    parser.add_argument("--only", default="", help="figures whose names begin with this")
    parser.add_argument("--mnist99", action="store_true", help="only the training to 99 %%")
    options = parser.parse_args()
    subprocess.run(
        ["swift", "build", "--package-path", package, "--product", "Benchmark"], check=True,
        capture_output=True)
    threads = torch.get_num_threads()
    print(f"PyTorch {torch.__version__}, TensorFlow {tf.__version__}, {threads} threads")
    if options.mnist99:
        return compare_mnist99()
    print(f"{'':28}{'ours':>10}{'PyTorch':>10}{'TensorFlow':>12}{'ratio to the faster':>22}")
    for name, data in [(name, data) for data in ["digits", "noise"] for name in sizes]:
        for kind, batch in [
            ("train", 32), ("train", 128), ("infer", 128), ("latency", 1),
        ]:
            figure = f"{name}.latency_us" if kind == "latency" else f"{name}.{kind}.{batch}"
            figure = figure if data == "digits" else f"noise.{figure}"
            if not figure.startswith(options.only):
                continue
            bodies = {}
            for compiled in [False] if options.plain else [False, True]:
                bodies["PyTorch", compiled] = torch_figures(name, kind, batch, compiled, data)
            for compiled in [False, True] if options.plain else [False, True, "xla"]:
                bodies["TensorFlow", compiled] = tensorflow_figures(
                    name, kind, batch, compiled, data)
            best = {}
            for (framework, compiled), body in list(bodies.items()):
                try:
                    body()
                except Exception as error:  # a compiler that is missing here
                    print(f"  {framework} compiled={compiled} cannot run: {type(error).__name__}",
                          file=sys.stderr)
                    del bodies[framework, compiled]
            for _ in range(options.rounds):
                value = ours(figure, options.seconds)
                value = 1e6 / value if kind == "latency" else value
                best["ours"] = max(best.get("ours", 0), value)
                for (framework, _), body in bodies.items():
                    value = batch * rate(options.seconds, body)
                    best[framework] = max(best.get(framework, 0), value)
            ratio = best["ours"] / max(best["PyTorch"], best["TensorFlow"])
            shown = [best["ours"], best["PyTorch"], best["TensorFlow"]]
            if kind == "latency":
                shown = [1e6 / value for value in shown]
            print(f"{figure:28}{shown[0]:10.0f}{shown[1]:10.0f}{shown[2]:12.0f}{ratio:22.2f}",
                  flush=True)


main()
