"""The lessons' architecture, small, in PyTorch: python network.py

Writes network.json and network.safetensors beside this file: the weights that it began with, and
for one batch of several images the scores, the loss, every gradient, and the loss over ten steps
of SGD with momentum and of Adam, with the weights afterwards. Made with torch==2.13.0+cpu.
Dropout is left out: its random numbers are nobody else's.
"""

import copy
import json
import pathlib
import struct

import torch
from torch import nn

torch.set_num_threads(1)
torch.manual_seed(7)


class Network(nn.Module):
    """Convolution 3 (full), ReLU, convolution 4, ReLU, pooling, flatten, dense 6, ReLU, dense 5."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 3, padding=2)
        self.conv2 = nn.Conv2d(3, 4, 3)
        self.dense1 = nn.Linear(4 * 6 * 6, 6)
        self.dense2 = nn.Linear(6, 5)

    def forward(self, x):
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        x = torch.max_pool2d(x, 2).flatten(1)
        return self.dense2(torch.relu(self.dense1(x)))


def save(path, tensors):
    """A .safetensors file, written by its description alone."""
    header, data = {}, b""
    for name, tensor in tensors.items():
        own = tensor.detach().contiguous().numpy().tobytes()
        header[name] = {
            "dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(own)],
        }
        data += own
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def flat(tensor):
    return [float(value) for value in tensor.detach().flatten()]


here = pathlib.Path(__file__)
model = Network()
save(here.with_suffix(".safetensors"), model.state_dict())

count = 7
images = torch.tensor(
    [max(((i * 37) % 101 - 50) / 25, 0) for i in range(count * 12 * 12)]
).reshape(count, 1, 12, 12).requires_grad_()
labels = torch.tensor([n * 3 % 5 for n in range(count)])

scores = model(images)
loss = nn.functional.cross_entropy(scores, labels)
loss.backward()
result = {
    "scores": flat(scores), "probabilities": flat(torch.softmax(scores, 1)), "loss": float(loss),
    "images": flat(images.grad),
    "gradients": {name: flat(value.grad) for name, value in model.named_parameters()},
}
for name, make in {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, weight_decay=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.01),
}.items():
    own = copy.deepcopy(model)
    optimizer = make(own.parameters())
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(own(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(float(loss))
    result[name] = {
        "losses": losses, "weights": {n: flat(v) for n, v in own.named_parameters()},
    }
here.with_suffix(".json").write_text(json.dumps(result) + "\n")
