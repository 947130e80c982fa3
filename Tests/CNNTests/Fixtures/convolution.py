"""What PyTorch makes of some convolutions, forward and backward: python convolution.py

Writes convolution.json beside this file. Made with torch==2.13.0+cpu. Tensors are turned into
GlassBox's order, [N, H, W, C] for images and [KH, KW, C, K] for kernels, and written flat.
"""

import json
import pathlib

import torch
import torch.nn.functional as F


def numbers(shape, step):
    """The same numbers as in Swift: ((i · step) mod 101 − 50) / 25."""
    count = int(torch.tensor(shape).prod())
    return torch.tensor([((i * step) % 101 - 50) / 25 for i in range(count)]).reshape(shape)


def flat(tensor):
    return [float(value) for value in tensor.detach().contiguous().flatten()]


cases = []
for name, (n, h, w, c), (kh, kw, k), stride, padding in [
    ("valid", (2, 5, 6, 2), (3, 2, 3), (1, 1), "valid"),
    ("stride", (2, 7, 6, 1), (3, 3, 2), (2, 3), "valid"),
    ("full", (3, 4, 5, 2), (3, 3, 4), (1, 1), "full"),
    ("same, odd kernel", (1, 5, 5, 3), (3, 5, 2), (1, 1), "same"),
    ("same, even kernel", (2, 4, 5, 2), (2, 4, 3), (1, 1), "same"),
    ("full, stride", (2, 6, 5, 2), (3, 2, 2), (2, 2), "full"),
    ("one by one", (2, 3, 3, 3), (1, 1, 5), (1, 1), "valid"),
    ("as large as the image", (4, 3, 4, 2), (3, 4, 2), (1, 1), "valid"),
]:
    x = numbers((n, h, w, c), 37).requires_grad_()
    weight = numbers((kh, kw, c, k), 53).requires_grad_()
    bias = numbers((k,), 29).requires_grad_()
    border = {"valid": 0, "same": "same", "full": (kh - 1, kw - 1)}[padding]
    y = F.conv2d(
        x.permute(0, 3, 1, 2), weight.permute(3, 2, 0, 1), bias, stride=stride, padding=border
    ).permute(0, 2, 3, 1)
    dy = numbers(tuple(y.shape), 71)
    y.backward(dy)
    cases.append({
        "name": name, "input": [n, h, w, c], "kernel": [kh, kw, c, k], "stride": list(stride),
        "padding": padding, "output": list(y.shape), "y": flat(y), "dx": flat(x.grad),
        "dweight": flat(weight.grad), "dbias": flat(bias.grad),
    })

path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(cases).replace("}, {", "},\n{") + "\n")
