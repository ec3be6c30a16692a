"""A student's answer beside the right one: curves, gradients, weights, costs, images.

All of them are narrow, so that they remain legible on a phone, and use no pyplot. The right answer is a wide grey line,
dashed line or image, and yours is thin and on top, so that both are seen where they coincide. What may be read off is
decided by who calls: with `numbers` the axes have numbers, without it they have none.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from textwrap import fill
from typing import Any, NamedTuple, TypeVar

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from nn.arguments import Matrix, Vector
from nn.visualize.style import BLOCKS, CURVES, WEIGHTS
from nn.visualize.svg import LINE, PAGE, QUIET, TEXT

WIDTH = 4.4                         # inches
RIGHT, YOURS = "#b4bcc4", CURVES[1]
#: one for each block of a gradient: two layers, biases and weights
COLOURS, MARKERS = BLOCKS[:4], "so^D"

#: in a page, colours become variables of its style
VARIABLES = {RIGHT: "--right", YOURS: "--yours"} | {colour: f"--block-{i}" for i, colour in enumerate(COLOURS, start=1)}

STYLE = PAGE | {"font.size": 11, "axes.titlesize": 11, "axes.titlecolor": QUIET, "legend.frameon": False,
                "lines.solid_capstyle": "round"}


class Entries(NamedTuple):
    """Those of one block of a gradient, such as the biases of Theta1."""
    name: str
    right: Vector
    yours: Vector


class Slope(NamedTuple):
    """A line through 0 on which the points of some blocks lie."""
    ratio: float                    # yours / right, not 0
    label: str                      # "11 = m"; "" where nothing is said about it


class Walk(NamedTuple):
    """The costs that an optimizer met."""
    costs: Vector                   # one a step; as log10 of a share of the first
    end: float | None = None        # the cost of the theta that was returned


class Tile(NamedTuple):
    """An image as imshow draws it."""
    pixels: Matrix
    low: float                      # drawn in the first colour
    high: float                     # drawn in the last
    colours: Any = WEIGHTS          # colour map, or a name that may not be one


Drawing = TypeVar("Drawing", bound=Callable[..., Figure])


def in_style(draw: Drawing) -> Drawing:
    """The function, drawing in the style of these pictures."""
    @wraps(draw)
    def drawn(*arguments: Any, **options: Any) -> Figure:
        with mpl.rc_context(STYLE):
            return draw(*arguments, **options)
    return drawn                                                    # type: ignore[return-value]


def new_figure(height: float, title: str) -> Figure:
    """A figure with its title in the upper left corner."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle(title, x=0.01, ha="left", fontsize=12, fontweight="bold")
    return figure


def head(axes: Axes, note: str) -> None:
    """One or two quiet lines above the Axes."""
    axes.set_title(fill(note, 52), loc="left")


def frame(axes: Axes, x_numbers: bool, y_numbers: bool) -> None:
    """Two axes; without numbers where they would show what is not to be seen."""
    axes.spines[["top", "right"]].set_visible(False)
    for axis, numbers in ((axes.xaxis, x_numbers), (axes.yaxis, y_numbers)):
        if numbers:
            axis.set_major_locator(MaxNLocator(5))
        else:
            axis.set_ticks([])
    axes.tick_params(color=LINE)


def legend(figure: Figure, columns: int = 2) -> None:
    """What the colours mean, below all Axes, where it covers nothing."""
    figure.legend(loc="outside lower left", ncols=columns, fontsize=10.5, handlelength=1.5, columnspacing=1.5)


# a function of one number

@in_style
def plot_curves(z: Vector, right: Vector, yours: Vector | None, dots: tuple[Vector, Vector], title: str, name: str,
                note: str = "", numbers: bool = False) -> Figure:
    """Your curve and the right one over z.

    z, right, yours : (points,) each; no curve where yours is None
    dots            : (z, yours) of what was checked
    name            : of the function, on the y axis
    note            : a quiet line above the curves
    Returns         : Figure; what is far from the right curve leaves it
    """
    figure = new_figure(3.6, title)
    axes = figure.subplots()
    head(axes, note)
    low, high = limits_of(right, dots[1] if yours is None else yours)
    axes.axhline(0, color=LINE, linewidth=0.8)
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.plot(z, right, color=RIGHT, linewidth=7, label="the right curve")
    if yours is not None:
        axes.plot(*without_jumps(z, yours, low, high), color=YOURS, linewidth=1.8, label="yours")
    axes.plot(*dots, "o", color=YOURS, markersize=4.5, label="where checked")
    axes.set(xlabel="z", ylabel=name, xlim=(z[0], z[-1]), ylim=(low, high))
    frame(axes, True, numbers)
    if numbers:
        top = float(np.round(right.max(), 2))
        axes.set_yticks([0, top / 2, top])                          # of the sigmoid 0, 0.5 and 1
    legend(figure, 3)
    return figure


def without_jumps(z: Vector, values: Vector, low: float, high: float) -> tuple[Vector, Vector]:
    """(z, values) with a gap where a curve jumps past all that is shown, as at a pole: its branches are not joined."""
    side = np.sign(np.where(values > high, 1, 0) - np.where(values < low, 1, 0))
    gaps = np.flatnonzero(side[:-1] * side[1:] < 0) + 1
    return np.insert(z, gaps, np.nan), np.insert(values, gaps, np.nan)


def limits_of(right: Vector, yours: Vector) -> tuple[float, float]:
    """What the y axis shows: all of the right curve, and of yours as much as is not far from it."""
    size, yours = np.ptp(right), yours[np.isfinite(yours)]
    low, high = (np.clip(end, right.min() - 1.2 * size, right.max() + 1.2 * size)
                 for end in (np.min(yours, initial=right.min()), np.max(yours, initial=right.max())))
    return float(low - 0.2 * size), float(high + 0.2 * size)


# a gradient

@in_style
def plot_gradient(blocks: Sequence[Entries], slopes: Sequence[Slope], pair: tuple[Tile, Tile] | None, title: str,
                  note: str, unit: str = "", numbers: bool = False) -> Figure:
    """Each entry of a gradient, yours over the right one, and the gradient of one unit as an image.

    blocks  : the entries, at most four blocks; nan and inf are left out
    slopes  : lines on which points lie, beside the diagonal
    pair    : images of one unit's gradient, the right one and yours, or None
    unit    : what is above the images
    Returns : Figure
    """
    figure = new_figure(4.5 + 2.2 * (pair is not None), title)
    above, below = two_rows(figure, 2.1) if pair is not None else (figure, None)
    axes = above.subplots()
    head(axes, note)
    x, y = (np.concatenate([values[np.isfinite(block.yours)] for block in blocks for values in [block[i]]])
            for i in (1, 2))
    most_x, most_y = 1.12 * np.max(np.abs(x), initial=1e-300), 1.12 * np.max(np.abs([*x, *y]), initial=1e-300)
    ends = np.array([-most_x, most_x])
    axes.axhline(0, color=LINE, linewidth=0.8)
    axes.axvline(0, color=LINE, linewidth=0.8)
    axes.plot(ends, ends, color=RIGHT, linewidth=7, zorder=1)
    for ratio, label in slopes:
        axes.plot(ends, ratio * ends, color=TEXT, linewidth=1, dashes=(4, 3), zorder=2)
        write_on_line(axes, ratio, label, most_x, most_y)
    for block, colour, marker in zip(blocks, COLOURS, MARKERS, strict=False):
        finite = np.isfinite(block.yours)
        axes.plot(block.right[finite], block.yours[finite], marker, color=colour, markersize=5, label=block.name,
                  alpha=0.85, markeredgewidth=0)
    axes.set(xlabel="expected", ylabel="yours", xlim=(-most_x, most_x), ylim=(-most_y, most_y))
    frame(axes, numbers, numbers)
    legend(above, 2)
    if pair is not None:
        show_pair(below, *pair, unit)
    return figure


def two_rows(figure: Figure, lower: float) -> Any:
    """Two SubFigures, one above the other; the lower one is so many inches high."""
    return figure.subfigures(2, 1, height_ratios=(figure.get_figheight() - 0.3 - lower, lower))


def write_on_line(axes: Axes, ratio: float, label: str, most_x: float, most_y: float) -> None:
    """What a line's slope is, beside its upper end: to the right where there is room, below a line that is flat."""
    x = 0.93 * min(most_x, most_y / abs(ratio)) * np.sign(ratio)
    room = x < 0.6 * most_x
    offset = (0, -14) if 0 < ratio < 1 else (10, 0) if room else (-14, 2)
    axes.annotate(label, (x, ratio * x), offset, textcoords="offset points", ha="left" if room else "right",
                  va="center", color=TEXT, fontweight="bold")


def show_pair(figure: Any, right: Tile, yours: Tile, caption: str) -> None:
    """Two images side by side."""
    figure.suptitle(caption, x=0.02, ha="left", fontsize=11, color=QUIET)
    for axes, tile, name in zip(figure.subplots(1, 2), (yours, right), ("yours", "the right one"), strict=True):
        show_tile(axes, tile)
        axes.set_xlabel(name)


def show_tile(axes: Axes, tile: Tile) -> None:
    """One image, its pixels sharp, in a thin frame."""
    known = isinstance(tile.colours, Colormap) or tile.colours in mpl.colormaps
    axes.imshow(tile.pixels, cmap=tile.colours if known else "gray", vmin=tile.low, vmax=tile.high,
                interpolation="none")
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_color(LINE)


# weights that are drawn at random

@in_style
def plot_weights(weights: Vector, title: str, note: str) -> Figure:
    """The histogram of weights, with ±ε marked, and the level that a uniform distribution has.

    weights : (p,) in units of ε
    Returns : Figure; what lies beyond ±2.5 is counted at its edges
    """
    figure = new_figure(3.3, title)
    axes = figure.subplots()
    head(axes, note)
    bins = np.linspace(-2.5, 2.5, 51)
    axes.hist(np.clip(weights, -2.5, 2.5), bins.tolist(), color=YOURS, edgecolor=YOURS, linewidth=0.6,
              label="your weights")
    level = len(weights) / 20                                       # 20 bins lie between −ε and ε
    axes.margins(y=0.12)
    axes.step([-1, -1, 1, 1], [0, level, level, 0], where="post", color=TEXT, linewidth=1.2, dashes=(4, 3),
              label="uniform between −ε and ε")
    axes.set(xlabel="weight", ylabel="how many", xlim=(-2.5, 2.5))
    axes.set_xticks([-2, -1, 0, 1, 2], ["−2ε", "−ε", "0", "ε", "2ε"])
    axes.set_yticks([])
    axes.spines[["top", "right", "left"]].set_visible(False)
    legend(figure)
    return figure


# costs

@in_style
def plot_walks(right: Walk, yours: Walk, title: str, note: str, xlabel: str, limit: int | None = None,
               numbers: bool = False) -> Figure:
    """Two curves of costs, on a logarithmic scale: yours and the right one.

    limit   : evaluations that are allowed, marked where given
    Returns : Figure; what is far above the first cost leaves it
    """
    figure = new_figure(3.6, title)
    axes = figure.subplots()
    head(axes, note)
    shown = min(max(len(right.costs), len(yours.costs), limit or 0), 3 * max(len(right.costs), limit or 0))
    lowest = np.min(right.costs)
    low, high = 1.12 * max(3 * lowest, np.nanmin([lowest, *yours.costs])) - 0.1, 0.25 - 0.25 * lowest
    for walk, name, colour, width, size in ((right, "the right curve", RIGHT, 7, 13), (yours, "yours", YOURS, 1.8, 6)):
        steps = np.arange(len(walk.costs)) + (limit is not None)
        axes.plot(steps, walk.costs, color=colour, linewidth=width, label=name, marker="o" if len(steps) == 1 else None)
        if walk.end is not None:
            end = min(len(steps), shown), np.clip(walk.end, low, high)
            axes.plot(*end, "D", color=colour, markersize=size, clip_on=False)
    if limit is not None:
        axes.axvline(limit, color=TEXT, linewidth=1, dashes=(4, 3), label="max_evaluations")
        axes.plot([], [], "D", color=QUIET, markersize=6, label="the theta that is returned")
    axes.set(xlabel=xlabel, ylabel="cost, logarithmic", xlim=(0, shown + 1), ylim=(low, high))
    frame(axes, numbers, numbers)
    if numbers:
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(power_of_ten))
    legend(figure, 2)
    return figure


def power_of_ten(exponent: float, _: Any = None) -> str:
    """A tick of the logarithm of a cost, as a share of the first: "1", "10⁻³".

    >>> power_of_ten(0.0), power_of_ten(-12.0)
    ('1', '10⁻¹²')
    """
    digits = str(round(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return "1" if exponent == 0 else f"10{digits}"


# images

@in_style
def plot_tiles(right: Sequence[Tile], yours: Sequence[Tile], title: str, note: str) -> Figure:
    """Your images beside the right ones, a unit a row.

    Returns : Figure; where yours has fewer images, their places are empty
    """
    n = len(right)
    figure = new_figure(0.9 + 1.65 * n, title)
    grid = figure.subplots(n, 2, squeeze=False)
    head(grid[0, 0], note)
    for row, axes in enumerate(grid):
        for one, tiles in zip(axes, (yours, right), strict=True):
            if row < len(tiles):
                show_tile(one, tiles[row])
            else:
                one.set(xticks=[], yticks=[])
                one.spines[:].set_visible(False)
        axes[0].set_ylabel(f"unit {row + 1}", color=QUIET)
    for axes, name in zip(grid[-1], ("yours", "the right one"), strict=True):
        axes.set_xlabel(name)
    return figure
