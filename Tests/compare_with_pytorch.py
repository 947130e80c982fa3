"""The same weights in PyTorch and here must give the same scores on all 10,000 test digits.

    pip install torch==2.13.0 numpy pillow safetensors
    python Tests/compare_with_pytorch.py [walkthrough | course] [weights.safetensors | --trained]
        [--onnx [network.onnx]]

Without a file it takes the weights that come with the package; with --trained it trains the network
in PyTorch for an epoch first, writes its weights, and has them opened here. The digits are read from
the package's own sheets with Pillow, the scores of this package are made by `swift run ScoreDigits`.

With --onnx (pip install onnx onnxruntime) it also writes the network as ONNX from PyTorch, and asks
ONNX Runtime for the scores. The file takes any number of images, input [N, 1, 28, 28], and stays if
it is named.
"""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from mnist_sheets import digits, package
from safetensors.torch import load_file, save_file
from torch import nn


class Network(nn.Module):
    def __init__(self, first, second, units):
        super().__init__()
        self.conv1 = nn.Conv2d(1, first, 3, padding=2)
        self.conv2 = nn.Conv2d(first, second, 3)
        self.dense1 = nn.Linear(second * 14 * 14, units)
        self.dense2 = nn.Linear(units, 10)

    def forward(self, x):
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        x = nn.functional.dropout(torch.max_pool2d(x, 2), 0.25, self.training).flatten(1)
        x = nn.functional.dropout(torch.relu(self.dense1(x)), 0.5, self.training)
        return self.dense2(x)


def train(model):
    torch.manual_seed(1)
    images, labels = (torch.tensor(array) for array in digits("train"))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.03, momentum=0.9)
    for own in torch.randperm(len(images)).split(64):
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(images[own]), labels[own]).backward()
        optimizer.step()


parser = argparse.ArgumentParser()
parser.add_argument("network", nargs="?", choices=["walkthrough", "course"], default="walkthrough")
parser.add_argument("weights", nargs="?")
parser.add_argument("--trained", action="store_true", help="train in PyTorch, open here")
parser.add_argument("--onnx", nargs="?", const="", help="ask ONNX Runtime too")
options = parser.parse_args()
sizes = {"walkthrough": (8, 16, 64), "course": (32, 32, 128)}
model = Network(*sizes[options.network])
folder = tempfile.TemporaryDirectory()
weights = options.weights or package / f"Sources/Models/Weights/{options.network}.safetensors"
if options.trained:
    train(model)
    weights = pathlib.Path(folder.name) / "trained.safetensors"
    save_file(model.state_dict(), weights)
model.load_state_dict(load_file(weights))
model.eval()
images, labels = digits("test")
with torch.no_grad():
    theirs = model(torch.tensor(images)).numpy()

file = pathlib.Path(folder.name) / "scores.safetensors"
command = ["swift", "run", "--package-path", package, "ScoreDigits", file]
command += ["--network", options.network, "--weights", weights]
subprocess.run([str(part) for part in command], check=True, capture_output=True)
ours = load_file(file)["scores"].numpy()



def compare(name, theirs):
    """Whether the scores of another program, [10000, 10], are ours."""
    assert ours.shape == theirs.shape, (ours.shape, theirs.shape)
    difference = np.abs(ours - theirs).max()
    best = np.sort(theirs, axis=1)
    decided = best[:, -1] - best[:, -2] > 1e-4
    other = (ours.argmax(1) != theirs.argmax(1)) & decided
    print(f"{name}: largest difference of 100,000 scores: {difference:.2e}")
    print(f"  other answers among the {decided.sum()} digits whose two best are apart: {other.sum()}")
    print(f"  right: {(ours.argmax(1) == labels).sum()} here, {(theirs.argmax(1) == labels).sum()} there")
    return difference <= 1e-4 and not other.any()


def with_onnx_runtime():
    """The scores of ONNX Runtime for the network that PyTorch writes."""
    import onnx
    import onnxruntime

    path = options.onnx or str(pathlib.Path(folder.name) / "network.onnx")
    torch.onnx.export(
        model, (torch.tensor(images[:1]),), path, input_names=["image"], output_names=["scores"],
        dynamic_axes={"image": {0: "N"}, "scores": {0: "N"}}, dynamo=False)
    onnx.checker.check_model(path)
    print(f"ONNX {onnx.__version__}, ONNX Runtime {onnxruntime.__version__}")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    parts = [session.run(None, {"image": part})[0] for part in np.array_split(images, 20)]
    return np.concatenate(parts)


agrees = compare("PyTorch", theirs)
if options.onnx is not None:
    agrees &= compare("ONNX Runtime", with_onnx_runtime())
if not agrees:
    sys.exit("the scores differ")
