"""What PyTorch makes of pooling, leaky ReLU and softmax, forward and backward: python pooling.py

Writes pooling.json beside this file. Made with torch==2.13.0+cpu. Tensors are turned into
GlassBox's order, [N, H, W, C], and written flat. Many of the numbers are equal, so there are ties.
"""

import json
import pathlib

import torch
import torch.nn.functional as F


def numbers(shape, step, modulus):
    count = int(torch.tensor(shape).prod())
    return torch.tensor([((i * step) % modulus - modulus // 2) / 4 for i in range(count)]).reshape(shape)


def flat(tensor):
    return [float(value) for value in tensor.detach().contiguous().flatten()]


cases = []
for kind, (n, h, w, c), size, stride in [
    ("max", (2, 6, 6, 3), (2, 2), (2, 2)),
    ("max", (2, 7, 5, 2), (3, 2), (2, 1)),
    ("max", (1, 5, 5, 1), (3, 3), (1, 1)),
    ("average", (2, 6, 6, 3), (2, 2), (2, 2)),
    ("average", (3, 7, 5, 2), (3, 2), (2, 1)),
    ("leaky", (2, 3, 4, 2), (1, 1), (1, 1)),
]:
    for modulus in [101, 5]:
        x = numbers((n, h, w, c), 37, modulus).requires_grad_()
        planes = x.permute(0, 3, 1, 2)
        if kind == "max":
            y = F.max_pool2d(planes, size, stride)
        elif kind == "average":
            y = F.avg_pool2d(planes, size, stride)
        else:
            y = F.leaky_relu(planes, 0.125)
        y = y.permute(0, 2, 3, 1)
        y.backward(numbers(tuple(y.shape), 71, 101))
        cases.append({
            "kind": kind, "modulus": modulus, "input": [n, h, w, c], "size": list(size),
            "stride": list(stride), "y": flat(y), "dx": flat(x.grad),
        })
x = (0.125 * numbers((3, 6), 37, 101)).requires_grad_()
y = torch.softmax(x, 1)
y.backward(numbers((3, 6), 71, 101))
cases.append({
    "kind": "softmax", "modulus": 101, "input": [3, 6], "size": [1, 1], "stride": [1, 1],
    "y": flat(y), "dx": flat(x.grad),
})
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")
