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


WIDE, NARROW = 5.6, 3.4             # inches


class Bar(NamedTuple):
    """How an exercise went."""
    name: str
    passed: int
    wrong: int
    not_begun: int


def points_figure(totals: Sequence[int], most: int, narrow: bool = False) -> Figure:
    """The distribution of points: ten bars of equal width and one for full marks; a bar a point where there are few.

    totals : points of each student, 0 to most
    most   : above 0
    narrow : for the width of a telephone
    """
    with mpl.rc_context(PAGE):
        figure = Figure(figsize=(NARROW, 2.9) if narrow else (WIDE, 2.7), layout="constrained")
        axes = figure.add_subplot()
        names, counts = bins(totals, most)
        colours = [COUNTED] * (len(counts) - 1) + [PASSED]
        bars = axes.bar(range(len(counts)), counts, width=0.82, color=colours)
        axes.bar_label(bars, [count or "" for count in counts], padding=2, color=TEXT)
        axes.set(xlabel="points", ylabel="students", ylim=(0, max(counts) * 1.12 or 1))
        axes.set_xticks(range(len(counts)), names, rotation=90 * narrow)
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


class Layout(NamedTuple):
    """Where the parts of the chart of the exercises stand."""
    width: float                    # of the figure, inches
    height: float                   # of an exercise, inches
    left: float                     # where the bars begin and how long they are, in widths of the figure
    length: float
    thickness: float                # of a bar, in heights of an exercise
    columns: tuple[float, float, float]     # right edges of the numbers, in lengths of a bar


def layout_of(n: int, narrow: bool) -> Layout:
    """The layout for n exercises; that of a telephone has the name of an exercise above its bar."""
    if narrow:
        return Layout(NARROW, 0.42, 0.01, 0.44, 0.4, (1.37, 1.71, 2.23))
    return Layout(WIDE, max(0.27, min(0.46, 2.3 / n)), 0.31, 0.34, 0.64, (1.24, 1.53, 1.97))


def exercises_figure(bars: Sequence[Bar], narrow: bool = False) -> Figure:
    """A bar an exercise: passed, wrong, not begun, in this order, with the numbers beside it.

    narrow : for the width of a telephone
    """
    layout, left = layout_of(len(bars), narrow), [0] * len(bars)
    with mpl.rc_context(PAGE):
        figure = Figure(figsize=(layout.width, layout.height * len(bars) + 0.4))
        axes = figure.add_axes((layout.left, 0.01, layout.length, 0.98 - 0.3 / figure.get_figheight()))
        for x, name, colour, widths in zip(layout.columns, ("passed", "wrong", "not begun"), (PASSED, WRONG, OPEN), (
                [bar.passed for bar in bars], [bar.wrong for bar in bars], [bar.not_begun for bar in bars]),
                strict=True):
            axes.barh(range(len(bars)), widths, left=left, height=layout.thickness, color=colour)
            left = [sum(pair) for pair in zip(left, widths, strict=True)]
            write_column(axes, x, name, widths, QUIET if colour == OPEN else colour)
        axes.set(xlim=(0, max(left) or 1), ylim=(len(bars) - 0.5, -0.5 - 0.2 * narrow))
        axes.set_xticks([])
        write_names(axes, [without_math(bar.name) for bar in bars], narrow)
        axes.spines[:].set_visible(False)
        return figure


def write_names(axes: Axes, names: Sequence[str], above: bool) -> None:
    """The names of bars, to the left of them or above them."""
    if above:
        axes.set_yticks([])
        for y, name in enumerate(names):
            axes.text(0, y - 0.28, name, va="bottom", color=TEXT)
    else:
        axes.set_yticks(range(len(names)), names, color=TEXT)
        axes.tick_params(length=0)


def write_column(axes: Axes, x: float, name: str, numbers: Sequence[int], colour: str) -> None:
    """Numbers to the right of the bars, below a name in their colour."""
    place = axes.get_yaxis_transform()
    for y, number in enumerate(numbers):
        axes.text(x, y, str(number), transform=place, ha="right", va="center_baseline", color=TEXT if number else QUIET)
    axes.text(x, 1.02, name, transform=axes.transAxes, ha="right", va="bottom", color=colour, weight="bold")
