"""Colours, and a style for the lecture hall."""
import matplotlib.pyplot as plt
from matplotlib import cycler

from nn.files.atomic import atomic_write

#: colours that the colour-blind tell apart too. Source: Okabe and Ito, Color Universal Design, 2008
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442", "#000000")


FOR, AGAINST = OKABE_ITO[:2]        # what raises z, and what lowers it


SLIDES = {
    "font.size": 17, "figure.titlesize": "x-large", "lines.linewidth": 3.5,
    "lines.markersize": 12, "axes.linewidth": 1.6, "xtick.major.width": 1.6, "ytick.major.width": 1.6,
    "xtick.major.size": 7, "ytick.major.size": 7, "grid.linewidth": 1.4, "axes.prop_cycle": cycler(color=OKABE_ITO),
}


def slides():
    """A style that is legible from the last row: large letters, thick lines, colours that the colour-blind tell apart.

    Returns : context manager:   with visualize.slides(): figure = visualize.plot_costs(result.costs).figure
    """
    return plt.rc_context(SLIDES)


def texts(names, classes):
    """What to write for each class: names, where they are given."""
    names = [plain(name) for name in (names if names is not None else classes)]
    if len(names) != len(classes):
        raise ValueError(f"{len(names)} names {names} for {len(classes)} classes {list(classes)}")
    return names


def plain(text):
    """A label as text that matplotlib does not take for mathematics, which begins with a $."""
    return str(text).replace("$", r"\$")


def short(text):
    """A label as it can stand above an image."""
    return text if len(text) <= 16 else text[:15] + "…"


def draw_to_files_only():
    """From now on, figures need no screen and open no window."""
    plt.switch_backend("Agg")


def save_figure(figure, path, dpi=120):
    """Writes a figure as .png, atomically, and closes it.

    dpi    : pixels per inch of the figure
    Raises : OSError
    """
    with atomic_write(path) as file:
        figure.savefig(file, format="png", dpi=dpi)
    plt.close(figure)
