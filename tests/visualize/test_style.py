"""What is true of all pictures: they draw on what they are given, open no window, and grow for the lecture hall."""
import re
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from nn import visualize
from nn.visualize.style import BLOCKS, CURVES, NEGATIVE, POSITIVE, WEIGHTS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize("place", ["figure.titlesize", "font.size", "lines.linewidth", "axes.prop_cycle"])
def test_the_style_for_slides_ends_with_its_block(place):
    before = plt.rcParams[place]
    with visualize.slides():
        assert plt.rcParams[place] != before
    assert plt.rcParams[place] == before


def test_pictures_made_for_slides_have_larger_letters_and_thicker_lines():
    def sizes():
        ax, = visualize.plot_costs([2.0, 1.0], caption="small print").axes
        return [ax.title.get_size(), ax.xaxis.label.get_size(), ax.figure._supxlabel.get_size(),
                ax.lines[0].get_linewidth()]
    usual = sizes()
    with visualize.slides():
        assert all(np.array(sizes()) > 1.5 * np.array(usual))


def test_each_plot_function_is_annotated_to_return_a_figure():
    functions = [getattr(visualize, name) for name in visualize.__all__ if name.startswith("plot_")]
    assert len(functions) >= 11 and {function.__annotations__["return"] for function in functions} == {"Figure"}


def test_the_figure_that_is_given_or_that_of_the_axes_is_drawn_on_and_returned():
    figure = plt.figure()
    assert visualize.plot_images(np.ones((1, 4)), figure=figure) is figure
    part, _ = figure.subfigures(1, 2)
    assert visualize.plot_images(np.ones((1, 4)), figure=part) is part
    ax = plt.figure().subplots()
    assert visualize.plot_costs([2.0, 1.0], ax=ax) is ax.figure and len(ax.lines) == 1
    other = plt.figure().subplots()
    assert visualize.plot_confusion_matrix([1], [1], [1], ax=other) is other.figure and len(other.images) == 1


def test_nothing_calls_show(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda *_, **__: shown.append(1))
    visualize.plot_images(np.ones((2, 4)))
    visualize.plot_hidden_units(np.ones((2, 5)))
    visualize.plot_costs([1.0])
    visualize.plot_confusion_matrix([1], [1], [1])
    assert not shown


def test_positive_is_blue_negative_orange_and_zero_neutral():
    low, zero, high = (WEIGHTS(share)[:3] for share in (0.0, 0.5, 1.0))
    assert low == to_rgb(NEGATIVE) and high == to_rgb(POSITIVE)
    assert high[2] > high[1] > high[0] and low[0] > low[1] > low[2] and np.ptp(zero) < 0.01


def test_no_curve_has_the_colour_of_a_sign():
    for style in (visualize.HANDOUT, visualize.SLIDES):
        assert not {POSITIVE, NEGATIVE} & set(style["axes.prop_cycle"].by_key()["color"])
    assert not {POSITIVE, NEGATIVE, *CURVES} & set(BLOCKS) and not {POSITIVE, NEGATIVE} & set(CURVES)


@pytest.mark.parametrize("path", [*Path(visualize.__file__).parent.glob("*.py"), *NOTEBOOKS.glob("*.ipynb"),
                                  *NOTEBOOKS.glob("examples/*.py")], ids=lambda path: path.name)
def test_no_picture_has_a_palette_of_its_own(path):
    assert not re.search(r"""tab:|RdBu|color=\\?["']C\d""", path.read_text(encoding="utf-8"))


def test_drawing_to_files_only_leaves_the_figures_that_are_open_as_they_are():
    figure = plt.figure()
    visualize.draw_to_files_only()
    assert plt.fignum_exists(figure.number)
    plt.close(figure)
