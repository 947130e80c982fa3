"""Batch normalisation in PyTorch on MNIST's digits: what BatchNormTests compares.

Writes batch_norm.json beside this file. Made with torch==2.13.0+cpu.
"""

import json
import sys
from pathlib import Path

import numpy as np
import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parents[2]))
from mnist_sheets import sheet

torch.set_num_threads(1)


def numbers(shape, step, scale):
    count = int(np.prod(shape))
    values = [((i * step) % 101 - 50) / 25 * scale for i in range(count)]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(1, 4, 3), nn.BatchNorm2d(4)
        self.dense1 = nn.Linear(4 * 13 * 13, 10)

    def forward(self, x):
        x = torch.relu(self.norm1(self.conv1(x)))
        return self.dense1(torch.max_pool2d(x, 2).flatten(1))


net = Net()
with torch.no_grad():
    net.conv1.weight.copy_(numbers((4, 1, 3, 3), 37, 0.25))
    net.conv1.bias.copy_(numbers((4,), 71, 0.1))
    net.norm1.weight.copy_(1 + numbers((4,), 29, 0.1))
    net.norm1.bias.copy_(numbers((4,), 53, 0.1))
    net.dense1.weight.copy_(numbers((10, 676), 59, 0.02))
    net.dense1.bias.copy_(numbers((10,), 43, 0.1))

# Digit n % 10, cell n / 10 of its sheet.
train = [sheet("train", digit) for digit in range(10)]
test = [sheet("test", digit) for digit in range(10)]


def digits(sheets, first, count):
    images = np.stack([sheets[n % 10][n // 10] for n in range(first, first + count)])
    return (torch.tensor(images[:, None] / np.float32(255), dtype=torch.float32),
            torch.tensor([n % 10 for n in range(first, first + count)]))


def some(tensor):
    values = tensor.detach().flatten()
    return values[:: max(1, len(values) // 60)].tolist()


optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
result = {"losses": []}
for step in range(100):
    images, labels = digits(train, 32 * step, 32)
    images.requires_grad_(step == 0)
    optimizer.zero_grad()
    scores = net(images)
    loss = nn.functional.cross_entropy(scores, labels)
    loss.backward()
    if step == 0:
        result["scores"] = scores.detach().flatten().tolist()
        result["gradients"] = {name: some(p.grad) for name, p in net.named_parameters()}
        result["images"] = some(images.grad)
        result["running"] = {name: getattr(net.norm1, name).tolist()
                             for name in ("running_mean", "running_var")}
    result["losses"].append(loss.item())
    optimizer.step()
state = {name: some(value) for name, value in net.state_dict().items() if "tracked" not in name}
net.eval()
result["weights"] = state
result["answers"] = torch.softmax(net(digits(test, 0, 20)[0]), 1).detach().flatten().tolist()
text = json.dumps(result).replace("], \"", "],\n\"")
Path(__file__).with_suffix(".json").write_text(text + "\n")
