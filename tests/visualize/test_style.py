"""What is true of all pictures: they draw on what they are given, open no window, and grow for the lecture hall."""
import matplotlib.pyplot as plt
import numpy as np
import pytest

from nn import visualize


@pytest.mark.parametrize("place", ["figure.titlesize", "font.size", "lines.linewidth", "axes.prop_cycle"])
def test_the_style_for_slides_ends_with_its_block(place):
    before = plt.rcParams[place]
    with visualize.slides():
        assert plt.rcParams[place] != before
    assert plt.rcParams[place] == before


def test_pictures_made_for_slides_have_larger_letters_and_thicker_lines():
    def sizes():
        ax = visualize.plot_costs([2.0, 1.0], caption="small print")
        return [ax.title.get_size(), ax.xaxis.label.get_size(), ax.figure._supxlabel.get_size(),
                ax.lines[0].get_linewidth()]
    usual = sizes()
    with visualize.slides():
        assert all(np.array(sizes()) > 1.5 * np.array(usual))


def test_a_figure_or_axes_that_is_given_is_drawn_on_and_returned():
    figure = plt.figure()
    assert visualize.plot_images(np.ones((1, 4)), figure=figure) is figure
    ax = plt.figure().subplots()
    assert visualize.plot_costs([2.0, 1.0], ax=ax) is ax
    other = plt.figure().subplots()
    assert visualize.plot_confusion_matrix([1], [1], [1], ax=other) is other


def test_nothing_calls_show(monkeypatch):
    shown = []
    monkeypatch.setattr(plt, "show", lambda *_, **__: shown.append(1))
    visualize.plot_images(np.ones((2, 4)))
    visualize.plot_hidden_units(np.ones((2, 5)))
    visualize.plot_costs([1.0])
    visualize.plot_confusion_matrix([1], [1], [1])
    assert not shown
