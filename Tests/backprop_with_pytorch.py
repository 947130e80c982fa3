"""The numbers of lesson 8, computed by PyTorch in double precision.

    pip install torch==2.13.0 numpy pillow
    python Tests/backprop_with_pytorch.py

The newborn network's weights are made anew from their hashes (Random.swift). The numbers printed
here are those that Tests/LessonTests/BackpropLessonTests.swift expects on the lesson's page.
"""

import pathlib

import numpy as np
import torch
from PIL import Image

package = pathlib.Path(__file__).resolve().parent.parent
mask, golden = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & mask
    return z ^ z >> 31


def stream(key, number):
    return mix(((key ^ mix(number & mask)) + golden) & mask)


def normal(key, count):
    def uniform(number, half):
        return (mix((key + golden * (number + 1)) & mask) >> 11) * 2.0**-53 + half * 2.0**-53

    u = np.array([uniform(2 * i, 0.5) for i in range(count)])
    v = np.array([uniform(2 * i + 1, 0) for i in range(count)])
    return np.sqrt(-2 * np.log(u)) * np.cos(2 * np.pi * v)


def he(layer, *shape):
    """Weights in this package's order: [KH, KW, C, K] or [C, K]."""
    key = stream(stream(stream(mix((1 + golden) & mask), 1), -1), layer)
    numbers = normal(key, int(np.prod(shape))) * np.sqrt(2 / np.prod(shape[:-1]))
    return torch.tensor(numbers).reshape(shape).requires_grad_()


weights = [he(0, 3, 3, 1, 8), he(2, 3, 3, 8, 16), he(7, 3136, 64), he(10, 64, 10)]
biases = [torch.zeros(n, dtype=torch.float64, requires_grad=True) for n in (8, 16, 64, 10)]
sheet = np.asarray(Image.open(package / "Sources/Digits/Resources/MNIST/test/7.png"))
image = torch.tensor(sheet[:28, :28] / 255)[None, None].requires_grad_()


def scores():
    w, b = [t.permute(3, 2, 0, 1) for t in weights[:2]] + weights[2:], biases
    x = torch.conv2d(image, w[0], b[0], padding=2).relu()
    x = torch.max_pool2d(torch.conv2d(x, w[1], b[1]).relu(), 2)
    x = x.permute(0, 2, 3, 1).flatten(1)
    return (x @ w[2] + b[2]).relu() @ w[3] + b[3]


def loss():
    return torch.nn.functional.cross_entropy(scores(), torch.tensor([7]))


def say(text):
    print(f"{text}: p(7) {scores().softmax(1)[0, 7].item():.4f}, loss {loss().item():.4f}")


say("newborn")
loss().backward()
print(f"dloss/dconv1.weight[4; 2,2]: {weights[0].grad[2, 2, 0, 4].item():.4f}")
for name, w, b in zip(["conv1", "conv2", "dense1", "dense2"], weights, biases):
    print(f"norms of {name}: weight {w.grad.norm().item():.4f}, bias {b.grad.norm().item():.4f}")
print(f"norm at the pixels: {image.grad.norm().item():.4f}, not 0: {(image.grad != 0).sum()}")
square = sum(t.grad.square().sum().item() for t in weights + biases)
print(f"0.01 * sum of all squares: {0.01 * square:.4f}")
with torch.no_grad():
    for t in weights + biases:
        t -= 0.01 * t.grad
say("after one step")

# The kernel [1, -1], learned from what it does to the seven.
pixels = image.detach()[0, 0]
left, right = pixels[:, :27], pixels[:, 1:]
kernel = torch.zeros(2, dtype=torch.float64)
for step in range(101):
    off = kernel[0] * left + kernel[1] * right - (left - right)
    if step in (1, 10, 100):
        print(f"step {step}: {kernel[0].item():+.4f} {kernel[1].item():+.4f}, "
              f"loss {(off * off).sum().item() / 2:.4f}")
    kernel -= 0.01 * torch.stack([(left * off).sum(), (right * off).sum()])
