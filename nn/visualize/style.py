"""What all pictures share: colours, how labels are written, styles for paper and lecture hall, the way to a file."""
from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import AbstractContextManager
from os import PathLike
from textwrap import fill
from typing import Any

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import TextPath

from nn.arguments import Vector
from nn.files.atomic import atomic_write

#: colours that remain distinct to the colour-blind. Source: Okabe and Ito, Color Universal Design, 2008
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442", "#000000")

#: what raises z is blue, what lowers it orange, as in TensorFlow Playground; these two mean nothing else
POSITIVE, NEGATIVE, ZERO = *OKABE_ITO[:2], "#f2f2f2"
WEIGHTS = LinearSegmentedColormap.from_list("weights", [NEGATIVE, ZERO, POSITIVE])

#: how active a unit is; output units that are not the most active
ACTIVE, OTHERS = OKABE_ITO[2], "#a9c9be"
ACTIVATION = LinearSegmentedColormap.from_list("activation", ["white", ACTIVE])
CURVES = ("#24292f", "#9a4fb5", "#8b949e", "#00795a")
#: two for each layer, its biases and its weights
BLOCKS = ("#004d38", "#2aa883", "#5b2470", "#bf6fc4", "#333a41", "#9aa3ab")
#: how many mistakes; grey, where there can be none
MISTAKES = plt.get_cmap("Purples").with_extremes(bad="#d4d7da")

#: paper: matplotlib's own style, with curves whose colours do not look like signs
HANDOUT: Any = {"axes.prop_cycle": cycler(color=CURVES)}

#: the lecture hall
SLIDES: Any = HANDOUT | {
    "font.size": 17, "figure.titlesize": "x-large", "lines.linewidth": 3.5,
    "lines.markersize": 12, "axes.linewidth": 1.6, "xtick.major.width": 1.6, "ytick.major.width": 1.6,
    "xtick.major.size": 7, "ytick.major.size": 7, "grid.linewidth": 1.4,
}


def slides() -> AbstractContextManager[None]:
    """A style that is legible from the last row: large letters, thick lines, colours that remain distinct to all.

    Returns : context manager:   with visualize.slides(): figure = visualize.plot_costs(result.costs)
    """
    return plt.rc_context(SLIDES)


def class_names(names: Iterable | None, classes: Vector) -> list[str]:
    """(K,) texts, one a class: the names where they are given, otherwise the labels themselves."""
    texts = [without_math(name) for name in (names if names is not None else classes)]
    if len(texts) != len(classes):
        raise ValueError(f"{len(texts)} names {texts} for {len(classes)} classes {list(classes)}")
    return texts


def without_math(label: object) -> str:
    """A label as a text that matplotlib shows as it is; an unescaped $ would begin a formula."""
    return str(label).replace("$", r"\$")


def drawable(text: str) -> str:
    """A text with "?" in the place of each character that the font does not have, such as Chinese ones."""
    fonts = [get_font(findfont(FontProperties(family=[family]))) for family in FontProperties().get_family()]
    return "".join(letter if any(font.get_char_index(ord(letter)) for font in fonts) else "?" for letter in text)


def shortened(text: str) -> str:
    """A text that is short enough to stand above an image."""
    return text if len(text) <= 16 else text[:15] + "…"


def wrapped(text: str, width: float, size: str | float) -> str:
    """A text on as many lines as make it fit. (matplotlib's own wrap=True knows no SubFigures.)

    width : there is, in inches
    size  : of the letters
    """
    needed = width_of(text, size)
    if needed <= 0.96 * width:
        return text
    return balanced(text, max(6, int(0.88 * width / needed * len(text))))


def balanced(text: str, most: int) -> str:
    """A text on lines of at most so many letters, none much longer than the others.

    >>> balanced("Which class is taken for which; digits kept out of training", 48).split("\\n")
    ['Which class is taken for which;', 'digits kept out of training']
    """
    count = fill(text, most, break_long_words=False).count("\n")
    tries = (fill(text, width, break_long_words=False) for width in range(max(1, len(text) // (count + 1)), most + 1))
    return next((lines for lines in tries if lines.count("\n") <= count), text)


def width_of(text: str, size: str | float, weight: str = "normal") -> float:
    """Width of a text in inches, in letters of a size."""
    return TextPath((0, 0), text, prop=FontProperties(size=size, weight=weight)).get_extents().width / 72


def figure_of(ax: Axes) -> Figure:
    """The Figure that the Axes are on, or the SubFigure."""
    figure: Any = ax.figure
    return figure


def points(size: str | float) -> float:
    """A size of letters, such as "small", in points."""
    return FontProperties(size=size).get_size_in_points()


def draw_to_files_only() -> None:
    """From now on, figures need no screen and open no window."""
    if not plt.get_fignums() or plt.get_backend().lower() != "agg":     # switching may close figures that are open
        plt.switch_backend("Agg")


def save_figure(figure: Figure, path: str | PathLike, dpi: int = 120, software: str | None = None) -> None:
    """Writes a figure as .png, atomically, and closes it.

    dpi      : pixels per inch of the figure
    software : what wrote it, for the file's metadata; default: matplotlib
    Raises   : OSError
    """
    with atomic_write(path) as file:
        file.write(as_png(figure, dpi, software))
    plt.close(figure)


def as_png(figure: Figure, dpi: int = 120, software: str | None = None) -> bytes:
    """A figure as the bytes of a .png."""
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=dpi, metadata={"Software": software} if software else {})
    return data.getvalue()
