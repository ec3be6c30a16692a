"""A network as units and lines: its layers, and the numbers that go through it forwards and backwards."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nn.arguments import Matrix, Vector, as_floats, check_layer_sizes, check_whole
from nn.parameters import shapes
from nn.visualize.style import NEGATIVE, POSITIVE, figure_of

#: distances of two layers and of two units, and the radius of a unit; all in one unit of length
ACROSS, DOWN, RADIUS = 2.7, 1.05, 0.31
GREY = "#8b949e"


def plot_network(layer_sizes: Sequence[int], lines: Sequence[Matrix] | None = None,
                 units: Sequence[Vector] | None = None, names: Sequence[Sequence[str]] | None = None, *,
                 most: int = 6, title: str | None = None, ax: Axes | None = None) -> Figure:
    """Its units as circles, its weights as lines:  Θ⁽ˡ⁾ₖⱼ leads from unit j of a layer to unit k of the next.

    layer_sizes : units of each layer without bias, input first; a bias unit, +1, is drawn above the others
    lines       : one (s_out, s_in + 1) array a layer, such as Thetas or their gradients: the number of each line (not
                  written where there are more than 24 lines); blue is positive, orange negative, thick is large
    units       : L arrays, (s_l,) each: the numbers in the units, such as one example's activations or deltas; nan is
                  left out. Without them, the units are numbered from 1
    names       : L lists of s_l texts, below the units
    most        : int >= 4, units drawn of a layer; where it has more, dots stand for those in the middle
    Returns     : Figure
    Raises      : ValueError where lines, units or names do not fit layer_sizes

    >>> plot_network((400, 25, 10)).axes[0].texts[0].get_text()
    '400 inputs'
    """
    layer_sizes = check_layer_sizes(layer_sizes)
    check_whole(most, "most")
    lines = check_lines(lines, layer_sizes)
    for name, parts in (("units", units), ("names", names)):
        if parts is not None and [len(part) for part in parts] != [*layer_sizes]:
            raise ValueError(f"{name} has {[len(part) for part in parts]} entries, expected {[*layer_sizes]}, those of "
                             f"layer_sizes")
    columns = [rows_of(size, layer < len(layer_sizes), max(most, 4)) for layer, size in enumerate(layer_sizes, start=1)]
    ax = ax or new_axes(columns)
    draw_lines(ax, columns, lines)
    for layer, column in enumerate(columns):
        draw_layer(ax, layer, column, None if units is None else as_floats(units[layer], f"units[{layer}]"),
                   None if names is None else names[layer], heading(layer, layer_sizes))
    rows = max(map(len, columns))
    ax.set(xlim=(-0.9, ACROSS * (len(columns) - 1) + 0.9), ylim=(-DOWN * rows / 2 - 0.05, DOWN * rows / 2 + 0.45))
    ax.set_aspect("equal")
    ax.axis("off")
    if title:
        ax.set_title(title)
    return figure_of(ax)


def check_lines(lines: Any, layer_sizes: Sequence[int]) -> list[Matrix] | None:
    """lines as arrays, one for each layer but the first."""
    if lines is None:
        return None
    lines = [as_floats(one, f"lines[{i}]") for i, one in enumerate(lines)]
    if [one.shape for one in lines] != shapes(layer_sizes):
        raise ValueError(f"lines have the shapes {[one.shape for one in lines]}, expected {shapes(layer_sizes)}")
    return lines


def rows_of(size: int, bias: bool, most: int) -> list[int | None]:
    """The units of a layer that are drawn, from the top down: 0 is the bias unit, None the dots.

    >>> rows_of(2, True, 6), rows_of(25, False, 6)
    ([0, 1, 2], [1, 2, 3, None, 24, 25])
    """
    units: list[int | None] = [*range(1, size + 1)]
    if size > most:
        above = most // 2
        units = [*units[:above], None, *units[above + 1 - most:]]
    return [0] * bias + units


def height(column: list[int | None], row: int) -> float:
    """Of the centre of a unit."""
    return DOWN * ((len(column) - 1) / 2 - row)


def new_axes(columns: list[list[int | None]]) -> Axes:
    """Axes in which letters of the current size fit into the units."""
    inches = 0.4 + 0.06 * plt.rcParams["font.size"]
    size = (ACROSS * (len(columns) - 1) + 1.8, DOWN * max(map(len, columns)) + 0.9)
    return plt.figure(figsize=(inches * size[0], inches * size[1]), layout="constrained").subplots()


def heading(layer: int, layer_sizes: Sequence[int]) -> str:
    """What is written above a layer."""
    kind = "input" if layer == 0 else "output" if layer == len(layer_sizes) - 1 else "hidden unit"
    return f"{layer_sizes[layer]} {kind}{'s' if layer_sizes[layer] > 1 else ''}"


def draw_lines(ax: Axes, columns: list[list[int | None]], lines: list[Matrix] | None) -> None:
    """From each unit to all of the next layer but its bias unit."""
    pairs = [(layer, i, j) for layer, (left, right) in enumerate(zip(columns[:-1], columns[1:], strict=True))
             for i, source in enumerate(left) if source is not None for j, target in enumerate(right) if target]
    largest = max((np.abs(one).max() for one in lines), default=0.0) if lines else 0.0
    for layer, i, j in pairs:
        left, right = columns[layer:layer + 2]
        start, end = np.array([ACROSS * layer, height(left, i)]), np.array([ACROSS * (layer + 1), height(right, j)])
        number = 0.0 if lines is None else lines[layer][(right[j] or 0) - 1, left[i] or 0]
        colour = GREY if number == 0 else POSITIVE if number > 0 else NEGATIVE
        ax.plot(*zip(start, end, strict=True), color=colour, zorder=1, solid_capstyle="round",
                linewidth=0.8 + 3.2 * abs(number) / (largest or 1), alpha=0.85 if lines else 0.45)
        if lines and len(pairs) <= 24:
            x, y = start + (0.27 if i % 2 else 0.4) * (end - start)
            ax.text(x, y, signed(number), ha="center", va="center", fontsize="small", zorder=3,
                    bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8})


def draw_layer(ax: Axes, layer: int, column: list[int | None], numbers: Vector | None, names: Sequence[str] | None,
               text: str) -> None:
    """The circles of a layer, what is in them and below them, and a text above them."""
    x = ACROSS * layer
    ax.text(x, height(column, 0) + 0.55, text, ha="center", va="bottom")
    for row, unit in enumerate(column):
        y = height(column, row)
        if unit is None:
            ax.text(x, y, "⋮", ha="center", va="center", fontsize="x-large")
            continue
        ax.add_patch(plt.Circle((x, y), RADIUS, facecolor="white" if unit else "#e6e8ea", edgecolor="black", zorder=2))
        inside = "+1" if unit == 0 else str(unit) if numbers is None else signed(numbers[unit - 1])
        ax.text(x, y, inside, ha="center", va="center", zorder=3, color="black" if unit else "#59626b")
        if unit and names is not None:
            ax.text(x, y - RADIUS - 0.04, names[unit - 1], ha="center", va="top", fontsize="small", zorder=3)


def signed(number: float) -> str:
    """A number as it is written into a picture.

    >>> signed(-0.125), signed(2.0), signed(0.0004), signed(float("nan"))
    ('−0.12', '2', '0.0004', '')
    """
    if np.isnan(number):
        return ""
    text = f"{number:.0f}" if number == round(number) else f"{number:.2f}" if abs(number) >= 0.01 else f"{number:.1g}"
    return text.replace("-", "−")
