"""The same weights in PyTorch and here must give the same scores on all 10,000 test digits.

    pip install torch==2.13.0 numpy pillow safetensors
    python Tests/compare_with_pytorch.py [weights.safetensors]

Without a file it takes the weights that come with the package. The digits are read from the
package's own sheets with Pillow, the scores of this package are made by `swift run ScoreDigits`.
"""

import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from mnist_sheets import digits, package
from safetensors.torch import load_file
from torch import nn

shipped = package / "Sources/Models/Weights/walkthrough.safetensors"
weights = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else shipped


class Walkthrough(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=2)
        self.conv2 = nn.Conv2d(8, 16, 3)
        self.dense1 = nn.Linear(16 * 14 * 14, 64)
        self.dense2 = nn.Linear(64, 10)

    def forward(self, x):
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        x = torch.max_pool2d(x, 2).flatten(1)
        return self.dense2(torch.relu(self.dense1(x)))


model = Walkthrough()
model.load_state_dict(load_file(weights))
model.eval()
images, labels = digits("test")
images = torch.tensor(images)
with torch.no_grad():
    theirs = model(images).numpy()

with tempfile.TemporaryDirectory() as folder:
    file = pathlib.Path(folder) / "scores.safetensors"
    command = ["swift", "run", "--package-path", package, "ScoreDigits", file, "--weights", weights]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    ours = load_file(file)["scores"].numpy()

assert ours.shape == theirs.shape, (ours.shape, theirs.shape)
difference = np.abs(ours - theirs).max()
best = np.sort(theirs, axis=1)
decided = best[:, -1] - best[:, -2] > 1e-4
other = (ours.argmax(1) != theirs.argmax(1)) & decided
print(f"largest difference of 100,000 scores: {difference:.2e}")
print(f"other answers among the {decided.sum()} digits whose two best are apart: {other.sum()}")
print(f"right: {(ours.argmax(1) == labels).sum()} here, {(theirs.argmax(1) == labels).sum()} there")
if difference > 1e-4 or other.any():
    sys.exit("the scores differ")
