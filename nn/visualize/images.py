"""Rows of numbers as images: unrolled digits, and the weights of a unit, one a pixel."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nn.arguments import Matrix, all_finite, as_floats
from nn.visualize.grid import axes_of_grid, grid_in, mosaic, show_grid, size_of_texts
from nn.visualize.style import WEIGHTS, points


def as_images(X: Any, image_shape: tuple[int, int] | None = None, order: str | None = None) -> np.ndarray:
    """(m, pixels) or (m, h, w) -> (m, h, w); image_shape and order as in plot_images."""
    X = as_floats(X, "X")
    if X.ndim == 3 and image_shape in (None, X.shape[1:]):
        image_shape, order, X = X.shape[1:], "C", X.reshape(len(X), -1)
    if X.ndim != 2 or X.size == 0 or not all_finite(X):
        raise ValueError(f"X.shape={X.shape}, expected (m, pixels) or (m, h, w) of finite numbers, at least one image")
    pixels = X.shape[1]
    if image_shape is None:
        side = round(np.sqrt(pixels))
        image_shape = (side, side)
    height, width = image_shape
    if height * width != pixels:
        raise ValueError(f"{pixels} pixels do not make an image of shape {height}×{width}; pass image_shape=(h, w) "
                         f"with h · w = {pixels}")
    if order not in (None, "C", "F"):
        raise ValueError(f"order is {order!r}, expected \"F\" (column by column) or \"C\" (row by row)")
    if (order or ("F" if pixels == 400 else "C")) == "F":
        return X.reshape(-1, width, height).transpose(0, 2, 1)
    return X.reshape(-1, height, width)


def plot_images(X: Matrix, image_shape: tuple[int, int] | None = None, order: str | None = None,
                titles: Iterable | None = None, title: str | None = None, caption: str | None = None,
                figure: Any = None, limits: tuple[float, float] | None = None, columns: int | None = None,
                cmap: Any = "gray") -> Figure:
    """Images side by side on one grid, with one scale of colours for all.

    X           : (m, pixels) one unrolled image a row, or (m, h, w)
    image_shape : (h, w); inferred where the image is a square
    order       : "F" where images are unrolled column by column, as in exercise 4 (default for 400 pixels), "C" row by
                  row, as in MNIST (default otherwise)
    titles      : m texts, one above each image
    title       : above the whole figure; caption: below it
    figure      : Figure or SubFigure to draw on
    limits      : (value in the first colour, value in the last); default: the extremes over all images
    cmap        : matplotlib colour map or its name; "gray" is black to white, style.WEIGHTS orange to blue
    columns     : images in a row; default: as many as make the grid square
    Returns     : Figure with one Axes, in which all images are one picture and their titles its texts
    Raises      : ValueError where the pixels do not make an image of this shape, or not a square one
    """
    images = as_images(X, image_shape, order)
    low, high = limits or (images.min(), images.max())
    columns = columns or int(np.ceil(np.sqrt(len(images))))
    rows = -(-len(images) // columns)
    titles = [str(text) for text in titles][:len(images)] if titles is not None else []
    figure = figure or plt.figure(figsize=size_of_grid(rows, columns, titles, title, caption), layout="constrained")
    show_images(axes_of_grid(figure, title, caption), images, columns, titles, cmap=cmap, vmin=low, vmax=high)
    return figure


def show_images(ax: Axes, images: np.ndarray, columns: int, titles: list[str], **colours: Any) -> None:
    """All images as one picture, which is drawn as fast as a single image."""
    sharpness = -(-20 // max(images.shape[1:]))                     # gaps are whole pixels, and 1 of 2 were too wide
    images = images.repeat(sharpness, axis=1).repeat(sharpness, axis=2)
    grid = grid_in(ax, len(images), columns, images.shape[1:], titles)
    below, right = (max(1, round(gap)) for gap in grid.gaps)
    picture = mosaic(images, columns, (below, right))
    height, width = picture.shape
    ax.imshow(picture, extent=(0, width, height, 0), interpolation="nearest", **colours)
    show_grid(ax, grid._replace(gaps=(below, right)), titles)


def size_of_grid(rows, columns, titles, title, caption):
    """(width, height) in inches of a figure in which the texts fit."""
    small, large = plt.rcParams["font.size"] / 10, points(plt.rcParams["figure.titlesize"]) / 12
    lines = [line for text in titles for line in text.split("\n")]
    tile_width = max(0.75, size_of_texts(titles)[1])
    tile_height = 0.75 + 0.2 * small * (len(lines) > len(titles))
    width = max(1 + tile_width * columns, 0.11 * large * len(title or ""), 0.075 * small * len(caption or ""))
    stretch = max(1, min((width - 1) / (tile_width * columns), 2.2 / tile_height))      # a title that is wider
    return min(12, width), min(12, 1 + stretch * tile_height * rows + small * bool(lines))


def plot_hidden_units(Theta1: Matrix, image_shape: tuple[int, int] | None = None, order: str | None = None,
                      title: str = "What each hidden unit looks for", figure: Any = None,
                      limits: tuple[float, float] | None = None, columns: int | None = None) -> Figure:
    """The rows of Theta1 as images, WITHOUT column 0: the bias is not a pixel.

    Theta1      : (h, n + 1) weights of the first layer, with the bias column
    image_shape : (rows, columns) of a picture; inferred where it is a square
    limits      : the weights drawn orange and blue, shared by all units; default: −w and w, w the largest |weight|
    order, title, figure, columns : as in plot_images
    Returns     : Figure; blue: ink there raises z, orange: ink there lowers it
    Raises      : ValueError where n weights do not make an image of this shape: was the bias dropped already?
    """
    if isinstance(Theta1, (list, tuple)) and all(np.ndim(part) == 2 for part in Theta1):
        raise ValueError("Theta1 is a list of matrices, expected the first of them: unflatten(theta, layer_sizes)[0]")
    Theta1 = as_floats(Theta1, "Theta1")
    if Theta1.ndim != 2 or Theta1.shape[1] < 2:
        raise ValueError(f"Theta1.shape={Theta1.shape}, expected (hidden units, inputs + 1)")
    try:
        images = as_images(Theta1[:, 1:], image_shape, order)
    except ValueError as error:
        raise ValueError(f"Theta1.shape={Theta1.shape} has {Theta1.shape[1]} columns, the first of them the bias: "
                         f"{error}. Was the bias column dropped already? It is expected here") from None
    w = np.abs(images).max() or 1.0
    low, high = limits or (-w, w)
    scale = f"bias left out; orange ≤ {low:.2g}, white {(low + high) / 2:.2g}, blue ≥ {high:.2g}".replace("-", "−")
    for sign in "≤≥":
        scale = scale.replace(f" {sign} ", f"\N{NO-BREAK SPACE}{sign}\N{NO-BREAK SPACE}")     # lines do not end there
    return plot_images(images, title=title, figure=figure, limits=(low, high), columns=columns, cmap=WEIGHTS,
                       caption=scale)
