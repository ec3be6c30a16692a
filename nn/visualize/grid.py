"""Tiles side by side in one Axes: matplotlib takes tens of milliseconds for each Axes, and 100 digits need only one."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from nn.arguments import Matrix
from nn.visualize.style import points, wrapped


class Grid(NamedTuple):
    """A grid of equal tiles, all in the unit of the tiles; x to the right and y down, as in an image."""
    rows: int
    columns: int
    tile: tuple[float, float]           # height and width
    gaps: tuple[float, float]           # between two rows, and between two columns
    text: float                         # height of the titles: the part of the upper gap that they take
    least: float                        # what a gap measures where neither titles nor the shape of the Axes widen it

    def corners(self) -> Iterator[tuple[float, float]]:
        """(x, y) of the upper left corner of each tile, row by row."""
        (height, width), (below, right) = self.tile, self.gaps
        for row in range(self.rows):
            for column in range(self.columns):
                yield column * (width + right), row * (height + below)


def mosaic(images: np.ndarray, columns: int, gaps: tuple[int, int] = (1, 1)) -> Matrix:
    """(m, h, w) -> one picture with all images on a grid, nan between them and where the last row has places to spare.

    gaps : pixels between two rows, and between two columns

    >>> mosaic(np.arange(3.0).reshape(3, 1, 1), columns=2).tolist()
    [[0.0, nan, 1.0], [nan, nan, nan], [2.0, nan, nan]]
    """
    m, height, width = images.shape
    rows, (below, right) = -(-m // columns), gaps
    images = np.pad(images, ((0, rows * columns - m), (0, below), (0, right)), constant_values=np.nan)
    picture = images.reshape(rows, columns, height + below, width + right).swapaxes(1, 2)
    picture = picture.reshape(rows * (height + below), columns * (width + right))
    return picture[:picture.shape[0] - below, :picture.shape[1] - right]


def axes_of_grid(figure: Any, title: str | None = None, caption: str | None = None) -> Axes:
    """Axes without a frame, all over a figure between its title and its caption."""
    width = figure.bbox.width / figure.dpi
    if title:
        figure.suptitle(wrapped(title, width, plt.rcParams["figure.titlesize"]))
    if caption:
        figure.supxlabel(wrapped(caption, width, "small"), fontsize="small")
    ax = figure.subplots()
    ax.axis("off")
    if layout := figure.get_layout_engine():
        layout.execute(figure.canvas.figure)                        # now the Axes have their final size
    return ax


def grid_in(ax: Axes, count: int, columns: int, tile: tuple[float, float], titles: list[str]) -> Grid:
    """The grid of so many tiles that fills the Axes; the tiles are as large as the gaps and the titles let them be.

    tile : height and width of a tile, in any unit
    """
    rows = -(-count // columns)
    room, places = np.array([ax.bbox.height, ax.bbox.width]) / ax.figure.dpi, np.array([rows, columns])     # inches
    (height, width), gap = size_of_texts(titles), min(0.085, 0.1 * (room / places).min())
    cell = (room + gap) / places                                    # a tile, its title and a gap
    text = min(height, cell[0] / 2)
    unit = np.min((cell - gap - [text, 0]) / tile)                  # inches of a unit of the tile
    widest = np.maximum(np.array(tile) / 2 + [text / unit, 0], [0, width / unit - tile[1]])
    below, right = np.minimum(cell / unit - tile, widest).tolist()  # tiles that do not fill their cells move together
    return Grid(rows, columns, tile, (below, right), float(text / unit), float(gap / unit))


def size_of_texts(texts: list[str]) -> tuple[float, float]:
    """(height, width) in inches of the largest of the texts, in small letters, with some room around it."""
    lines, em = [text.split("\n") for text in texts], points("small") / 72
    return (max(((1.4 * len(text) - 0.15) * em + 0.02 for text in lines), default=0.0),
            max((0.65 * em * len(line) + 0.15 for text in lines for line in text), default=0.0))


def show_grid(ax: Axes, grid: Grid, titles: list[str]) -> None:
    """Shows all of the grid, a title above each of the first tiles."""
    rows, columns, (height, width), (below, right), text, least = grid
    x_margin, y_margin = max(0, right - least) / 2, max(0, below - text - least) / 2
    ax.set(xlim=(-x_margin, columns * (width + right) - right + x_margin), aspect="equal",
           ylim=(rows * (height + below) - below + y_margin, -text - y_margin))
    for (x, y), title in zip(grid.corners(), titles, strict=False):
        ax.annotate(title, (x + width / 2, y), (0, 1), textcoords="offset points", ha="center", va="bottom",
                    fontsize="small")
