"""Pictures of a page, as SVG: they take its letters and its colours, so that it can be light or dark."""
from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

TEXT, QUIET, LINE = "#14181c", "#59626b", "#cfd5db"

#: in a page, colours become variables of its style
VARIABLES = {TEXT: "--text", QUIET: "--quiet", LINE: "--line"}

#: style of the figures
PAGE: Any = {"svg.fonttype": "none", "svg.hashsalt": "nn", "font.size": 9, "text.color": TEXT, "axes.edgecolor": LINE,
             "axes.labelcolor": QUIET, "xtick.color": QUIET, "ytick.color": QUIET, "text.parse_math": False}


def quiet_frame(axes: Axes) -> None:
    """Only the line that bars stand on, and faint ones to read their height."""
    axes.spines[["left", "top", "right"]].set_visible(False)
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_axisbelow(True)


def as_svg(figure: Figure, name: str, description: str, variables: Mapping[str, str]) -> str:
    """A figure as an element of a page, whose letters and colours are those of the page.

    name        : letters; makes the ids in it different from those of other figures of the page
    description : what is read out where the figure is not seen; text
    variables   : colour -> the variable of the page's style that it becomes, beside VARIABLES
    """
    data = io.StringIO()
    with mpl.rc_context(PAGE):
        figure.savefig(data, format="svg", transparent=True,
                       metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = data.getvalue()
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", text[text.index("<svg"):])
    text = re.sub(r'<svg [^>]*?viewBox="([^"]+)"[^>]*>', r'<svg role="img" viewBox="\1">', text, count=1, flags=re.S)
    for colour, variable in (VARIABLES | dict(variables)).items():
        text = re.sub(re.escape(colour), f"var({variable})", text, flags=re.I)
    return text.replace('role="img"', f'role="img" aria-label="{attribute(description)}"', 1)


def attribute(text: str) -> str:
    """A text within quotation marks in HTML."""
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
