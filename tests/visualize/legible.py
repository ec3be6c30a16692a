"""Can a picture be read? What is drawn as text is inside the figure and apart, and hides no end of a curve."""
from itertools import combinations
from unittest.mock import patch

import numpy as np
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import Bbox


def flaws(figure):
    """Sentences on what cannot be read in a figure; [] where all can."""
    texts = drawn_texts(figure)
    boxes = [(text, text.get_text(), smaller(text.get_window_extent())) for text in texts]
    boxes += [(legend, "the legend", smaller(legend.get_frame().get_window_extent())) for legend in legends(figure)]
    ends = [end for ax in figure.axes for line in curves(ax) for end in ends_of(line)]
    return [*cut_off(figure, boxes), *overlaps(boxes), *hidden_ends(boxes, ends), *hidden_curves(figure)]


def drawn_texts(figure):
    """The texts that the renderer draws: visible, not empty, and not of a tick outside its Axes."""
    figure = figure.canvas.figure                                   # of a SubFigure, the whole
    drawn, draw = [], Text.draw

    def record(text, renderer):
        drawn.append(text)
        draw(text, renderer)
    with patch.object(Text, "draw", record):
        figure.draw_without_rendering()
    return [text for text in drawn if text.get_visible() and text.get_text().strip()]


def smaller(box, by=1.0):
    """A box without its uppermost and lowest pixels, where nothing is drawn."""
    return Bbox.from_extents(box.x0, box.y0 + by, box.x1, max(box.y1 - by, box.y0 + by))


def legends(figure):
    return [*figure.legends, *(ax.get_legend() for ax in figure.axes if ax.get_legend())]


def curves(ax):
    """Its lines of data: what axhline and axvline draw is longer than its Axes."""
    return [line for line in ax.lines if line.get_visible() and line.get_transform() == ax.transData
            and len(line.get_xdata()) > 1]


def points_of(line):
    """(n, 2) its points on the screen, those within its Axes."""
    points = line.get_transform().transform(np.ma.filled(line.get_xydata().astype(float), np.nan))
    box = line.axes.bbox
    inside = (points >= [box.x0 - 1, box.y0 - 1]) & (points <= [box.x1 + 1, box.y1 + 1])
    return points[np.isfinite(points).all(axis=1) & inside.all(axis=1)]


def ends_of(line):
    """Where a curve begins and ends; a cloud of points, or a line between two places, has no end to be read."""
    points = points_of(line)
    return [points[0], points[-1]] if len(points) > 2 and line.get_linestyle() not in ("None", "") else []


def cut_off(figure, boxes):
    whole = figure.canvas.figure.bbox
    return [f"{text!r} leaves the figure" for _, text, box in boxes
            if box.x0 < whole.x0 or box.y0 < whole.y0 or box.x1 > whole.x1 or box.y1 > whole.y1]


def overlaps(boxes):
    """Texts that lie over one another; those of a legend belong there, and slanted ones have room between them."""
    for (one, text, box), (other, its_text, its_box) in combinations(boxes, 2):
        slanted = all(isinstance(artist, Text) and artist.get_rotation() % 90 for artist in (one, other))
        if box.overlaps(its_box) and not slanted and one not in texts_of(other) and other not in texts_of(one):
            yield f"{text!r} lies over {its_text!r}"


def texts_of(artist):
    """The texts of a legend."""
    return [*artist.get_texts(), artist.get_title()] if isinstance(artist, Legend) else []


def hidden_ends(boxes, ends):
    return [f"{text!r} lies over the end of a curve" for _, text, box in boxes
            if any(box.contains(*end) for end in ends)]


def hidden_curves(figure):
    """Legends over a curve, or a point, of their own Axes."""
    for ax in figure.axes:
        if ax.get_legend():
            box = smaller(ax.get_legend().get_frame().get_window_extent())
            for line in curves(ax):
                if lies_over(box, line):
                    yield f"the legend lies over {line.get_label()!r}"


def lies_over(box, line):
    if line.get_linestyle() in ("None", ""):
        return any(box.contains(*point) for point in points_of(line))
    return line.get_path().transformed(line.get_transform()).intersects_bbox(box, filled=False)


def watch_cells(found):
    """In a notebook: from now on, the flaws of each figure are added to found before it is shown."""
    from IPython import get_ipython

    def look():
        import matplotlib.pyplot as plt
        for number in plt.get_fignums():
            figure = plt.figure(number)
            found.extend(f"{title_of(figure)}: {flaw}" for flaw in flaws(figure))
    get_ipython().events.register("post_execute", look)


def title_of(figure):
    return figure.get_suptitle() or next((ax.get_title() for ax in figure.axes if ax.get_title()), "a figure")
