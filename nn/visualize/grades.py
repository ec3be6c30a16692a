"""How a class did, as bars: the distribution of points, and each exercise."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from nn.visualize.style import OKABE_ITO, without_math
from nn.visualize.svg import PAGE, QUIET, TEXT, quiet_frame

PASSED, WRONG, OPEN, COUNTED = OKABE_ITO[2], OKABE_ITO[1], "#9aa3ab", OKABE_ITO[0]

#: in a page, colours become variables of its style
VARIABLES = {PASSED: "--passed", WRONG: "--wrong", OPEN: "--open", COUNTED: "--counted"}


class Bar(NamedTuple):
    """How an exercise went."""
    name: str
    passed: int
    wrong: int
    not_begun: int


def points_figure(totals: Sequence[int], most: int) -> Figure:
    """The distribution of points: ten bars of equal width and one for full marks; a bar a point where there are few.

    totals : points of each student, 0 to most
    most   : above 0
    """
    with mpl.rc_context(PAGE):
        figure = Figure(figsize=(5.6, 2.7), layout="constrained")
        axes = figure.add_subplot()
        names, counts = bins(totals, most)
        colours = [COUNTED] * (len(counts) - 1) + [PASSED]
        bars = axes.bar(range(len(counts)), counts, width=0.82, color=colours)
        axes.bar_label(bars, [count or "" for count in counts], padding=2, color=TEXT)
        axes.set(xlabel="points", ylabel="students", ylim=(0, max(counts) * 1.12 or 1))
        axes.set_xticks(range(len(counts)), names)
        axes.tick_params(length=0)
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True, min_n_ticks=1))
        quiet_frame(axes)
        return figure


def bins(totals: Sequence[int], most: int) -> tuple[list[str], list[int]]:
    """(what is written below the bars, how many students each counts), full marks last.

    >>> bins([0, 9, 10, 99, 100, 100], 100)[1]
    [2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    """
    edges = list(range(most + 1)) if most <= 10 else [-(-most * k // 10) for k in range(11)]
    ranges = [(low, high - 1) for low, high in zip(edges, edges[1:], strict=False)] + [(most, most)]
    names = [str(low) if low == high else f"{low}–{high}" for low, high in ranges]
    return names, [sum(low <= total <= high for total in totals) for low, high in ranges]


def exercises_figure(bars: Sequence[Bar]) -> Figure:
    """A bar an exercise: passed, wrong, not begun, in this order, with the numbers beside it."""
    with mpl.rc_context(PAGE):
        figure = Figure(figsize=(5.6, max(0.27 * len(bars) + 0.4, min(0.46 * len(bars) + 0.4, 2.7))))
        axes = figure.add_axes((0.31, 0.01, 0.34, 0.98 - 0.3 / figure.get_figheight()))
        left = [0] * len(bars)
        for x, name, colour, widths in ((1.24, "passed", PASSED, [bar.passed for bar in bars]),
                                        (1.53, "wrong", WRONG, [bar.wrong for bar in bars]),
                                        (1.97, "not begun", OPEN, [bar.not_begun for bar in bars])):
            axes.barh(range(len(bars)), widths, left=left, height=0.64, color=colour)
            left = [sum(pair) for pair in zip(left, widths, strict=True)]
            write_column(axes, x, name, widths, QUIET if colour == OPEN else colour)
        axes.set(xlim=(0, max(left) or 1), ylim=(len(bars) - 0.5, -0.5))
        axes.set_xticks([])
        axes.set_yticks(range(len(bars)), [without_math(bar.name) for bar in bars], color=TEXT)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        return figure


def write_column(axes: Axes, x: float, name: str, numbers: Sequence[int], colour: str) -> None:
    """Numbers to the right of the bars, below a name in their colour."""
    place = axes.get_yaxis_transform()
    for y, number in enumerate(numbers):
        axes.text(x, y, str(number), transform=place, ha="right", va="center_baseline", color=TEXT if number else QUIET)
    axes.text(x, 1.02, name, transform=axes.transAxes, ha="right", va="bottom", color=colour, weight="bold")
