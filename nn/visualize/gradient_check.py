"""A gradient check as a picture: backpropagation against finite differences, a point a weight."""
from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nn.arguments import Vector
from nn.gradient_check import Block, GradientCheck, what_differs, what_is_right
from nn.visualize.style import BLOCKS

#: biases and weights of a layer
MARKERS = "so"


def plot_gradient_check(check: GradientCheck, title: str | None = None, figure: Any = None) -> Figure:
    """Each entry of the gradient, analytic over numerical, and below it their difference: a point a weight.

    check   : what check_gradient returned; of a large network, its sample
    title   : default: the verdict and the relative difference
    figure  : Figure or SubFigure to draw on
    Returns : Figure with two Axes. A point on the grey line is right; each block has its colour, squares are biases.
              Entries that are not finite are left out, and counted in the legend
    Raises  : ValueError where check is not a GradientCheck
    """
    if not isinstance(check, GradientCheck):
        raise ValueError(f"check is of type {type(check).__name__}, expected a GradientCheck: check_gradient(…)")
    size = plt.rcParams["font.size"] / 10
    figure = figure or plt.figure(figsize=(3.6 + 2.8 * size, 3.6 + 1.6 * size), layout="constrained")
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    numerical, analytic = (np.array([getattr(entry, side) for block in check.blocks for entry in block.entries])
                           for side in ("numerical", "analytic"))
    draw_line(above, below, numerical, analytic)
    for i, block in enumerate(check.blocks):
        draw_block(above, below, block, BLOCKS[i % len(BLOCKS)], MARKERS[i % 2], check.m)
    above.set(title=title or f"{'PASS' if check.passed else 'FAIL'}: relative difference {check.relative_error:.1e}",
              ylabel="analytic")
    below.set(xlabel="numerical", ylabel="difference")
    for ax in (above, below):
        ax.grid(alpha=0.3)
        ax.locator_params(nbins=5)
    below.locator_params(axis="y", nbins=3)
    above.legend(loc="upper left", bbox_to_anchor=(1, 1), fontsize="small", handletextpad=0.2)
    return figure


def draw_line(above: Axes, below: Axes, numerical: Vector, analytic: Vector) -> None:
    """Where all points lie if the gradient is right."""
    finite = numerical[np.isfinite(numerical) & np.isfinite(analytic)]
    ends = [np.min(finite, initial=np.inf), np.max(finite, initial=-np.inf)] if len(finite) else [0, 0]
    above.plot(ends, ends, color="#c3c9cf", linewidth=6, zorder=1)
    below.axhline(0, color="#c3c9cf", linewidth=3, zorder=1)


def draw_block(above: Axes, below: Axes, block: Block, colour: str, marker: str, m: int | None) -> None:
    """The points of one block; in the legend, what is wrong with it."""
    points = np.array([[entry.numerical, entry.analytic] for entry in block.entries]).reshape(-1, 2)
    finite = points[np.isfinite(points).all(axis=1)]
    missing = f", {len(points) - len(finite)} not finite" if len(finite) < len(points) else ""
    style: Any = {"linestyle": "", "marker": marker, "color": colour, "alpha": 0.8, "markeredgewidth": 0,
                  "markersize": 0.8 * plt.rcParams["lines.markersize"]}
    above.plot(*finite.T, label=f"{block.name}:\n{verdict(block, m)}{missing}", **style)
    below.plot(finite[:, 0], finite[:, 1] - finite[:, 0], **style)


def verdict(block: Block, m: int | None) -> str:
    """ok, lost in rounding, or how the block differs."""
    if not block.faulty:
        return what_is_right(block)
    return "differs" if block.ratio is None else f"analytic / numerical\n= {what_differs(block, m)}"
