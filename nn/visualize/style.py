"""What all pictures share: colours, how labels are written, a style for the lecture hall, the way to a file."""
from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import AbstractContextManager
from os import PathLike
from typing import Any

import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from nn.arguments import Vector
from nn.files.atomic import atomic_write

#: colours that remain distinct to the colour-blind. Source: Okabe and Ito, Color Universal Design, 2008
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442", "#000000")

FOR, AGAINST = OKABE_ITO[:2]            # what raises the z of a class, and what lowers it

SLIDES: Any = {
    "font.size": 17, "figure.titlesize": "x-large", "lines.linewidth": 3.5,
    "lines.markersize": 12, "axes.linewidth": 1.6, "xtick.major.width": 1.6, "ytick.major.width": 1.6,
    "xtick.major.size": 7, "ytick.major.size": 7, "grid.linewidth": 1.4, "axes.prop_cycle": cycler(color=OKABE_ITO),
}


def slides() -> AbstractContextManager[None]:
    """A style that is legible from the last row: large letters, thick lines, colours that remain distinct to all.

    Returns : context manager:   with visualize.slides(): figure = visualize.plot_costs(result.costs).figure
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


def shortened(text: str) -> str:
    """A text that is short enough to stand above an image."""
    return text if len(text) <= 16 else text[:15] + "…"


def points(size: str | float) -> float:
    """A size of letters, such as "small", in points."""
    return FontProperties(size=size).get_size_in_points()


def draw_to_files_only() -> None:
    """From now on, figures need no screen and open no window."""
    plt.switch_backend("Agg")


def save_figure(figure: Figure, path: str | PathLike, dpi: int = 120) -> None:
    """Writes a figure as .png, atomically, and closes it.

    dpi    : pixels per inch of the figure
    Raises : OSError
    """
    with atomic_write(path) as file:
        file.write(as_png(figure, dpi))
    plt.close(figure)


def as_png(figure: Figure, dpi: int = 120) -> bytes:
    """A figure as the bytes of a .png."""
    data = io.BytesIO()
    figure.savefig(data, format="png", dpi=dpi)
    return data.getvalue()
