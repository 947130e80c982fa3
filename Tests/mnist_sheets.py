"""MNIST as the package holds it: contact sheets, read with Pillow."""

import pathlib

import numpy as np
from PIL import Image

package = pathlib.Path(__file__).resolve().parent.parent


def sheet(part, digit):
    """The cells of a contact sheet, up to the first that is all black."""
    folder = package / "Sources/Digits/Resources/MNIST" / part
    picture = np.asarray(Image.open(folder / f"{digit}.png"))
    rows, columns = picture.shape[0] // 28, picture.shape[1] // 28
    cells = picture.reshape(rows, 28, columns, 28).swapaxes(1, 2).reshape(-1, 28, 28)
    used = cells.any(axis=(1, 2))
    return cells if used.all() else cells[: used.argmin()]


def digits(part):
    """Images `[N, 1, 28, 28]` from 0 to 1, digit by digit, and their labels `[N]`."""
    sheets = [sheet(part, digit) for digit in range(10)]
    labels = np.repeat(np.arange(10), [len(cells) for cells in sheets])
    images = (np.concatenate(sheets)[:, None] / 255).astype(np.float32)
    assert len(images) == {"train": 60_000, "test": 10_000}[part], f"{len(images)} digits"
    return images, labels
