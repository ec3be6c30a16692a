"""Pictures of a student's answer beside the right one: what is drawn, and that all of it can be read."""
import numpy as np
import pytest
from legible import drawn_texts, flaws
from matplotlib.text import Text

from nn.visualize import answers
from nn.visualize.answers import Entries, Slope, Tile, Walk

Z = np.linspace(-4, 4, 33)
ENTRIES = np.array([-1.0, -0.4, 0.3, 0.8])
IMAGE = Tile(np.arange(9.0).reshape(3, 3), 0.0, 8.0)


TANH = np.tanh(Z)


def curves(yours=TANH, **options):
    return answers.plot_curves(Z, TANH, yours, (Z[::8], TANH[::8]), "Your tanh and the right one", "tanh(z)", **options)


def gradient(*slopes, factor=1.0, pair=(IMAGE, IMAGE), **options):
    blocks = [Entries(name, ENTRIES, factor * ENTRIES)
              for name in ("Theta1 bias", "Theta1 weights", "Theta2 bias", "Theta2 weights")]
    return answers.plot_gradient(blocks, slopes, pair, "Your gradient and the right one",
                                 "Entries on the grey line are right.", "The gradient of hidden unit 3, on digits",
                                 **options)


def walks(yours, **options):
    return answers.plot_walks(Walk(-np.arange(9.0), -8.0), yours, "The cost at each evaluation of f", "A note.",
                              "evaluations of f", **options)


FIGURES = {
    "curves": lambda: curves(note="Both coincide: yours and the right one.", numbers=True),
    "a curve that leaves the picture": lambda: curves(1e3 * Z),
    "a gradient": lambda: gradient(numbers=True),
    "a gradient that is m times as large": lambda: gradient(Slope(11.0, "11 = m"), factor=11),
    "a gradient that is a little too large": lambda: gradient(Slope(2.5, "2.5"), factor=2.5),
    "a gradient that is too small": lambda: gradient(Slope(0.09, "0.09091 = 1/m"), factor=0.09),
    "a gradient with another sign": lambda: gradient(Slope(-11.0, "-11 = −m"), factor=-11),
    "a gradient alone": lambda: gradient(pair=None),
    "weights": lambda: answers.plot_weights(np.linspace(-1, 1, 500), "How your weights are distributed",
                                            "10285 weights, drawn with ε = 0.12"),
    "a training": lambda: walks(Walk(-np.arange(9.0), -8.0), limit=20, numbers=True),
    "a training that goes far too high": lambda: walks(Walk(np.arange(30.0), 30.0), limit=20),
    "a training of one step": lambda: walks(Walk(np.zeros(1), None), limit=20),
    "steps": lambda: walks(Walk(-np.arange(9.0) / 2), numbers=True),
    "images": lambda: answers.plot_tiles([IMAGE] * 3, [IMAGE] * 2, "Your images and the right ones",
                                         "Three units whose weights are a 3, a 5 and an 8."),
}


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_picture_can_be_read(draw):
    figure = draw()
    assert flaws(figure) == [] and len(drawn_texts(figure)) > 3


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_letters_are_large_enough_for_a_phone(draw):
    figure = draw()
    scale = 340 / (72 * figure.get_figwidth())                      # pixels of a phone's page for a point
    assert all(text.get_size() * scale >= 10.5 for text in figure.findobj(Text) if text.get_text().strip())


@pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())
def test_a_picture_opens_no_window_and_leaves_the_style_alone(draw):
    import matplotlib.pyplot as plt
    before = dict(plt.rcParams)
    draw()
    assert plt.get_fignums() == [] and dict(plt.rcParams) == before


def test_yours_is_on_top_of_the_right_curve_and_thinner():
    *_, right, yours, _ = curves().axes[0].lines
    assert yours.get_zorder() == right.get_zorder() and yours.get_linewidth() < right.get_linewidth() / 3
    assert np.array_equal(right.get_ydata(), yours.get_ydata())


def test_a_curve_far_away_does_not_make_the_right_one_flat():
    low, high = curves(1e6 * Z).axes[0].get_ylim()
    assert -4 < low < -1 and 1 < high < 4                           # the right one lies between −1 and 1


def test_a_curve_that_is_not_finite_changes_no_limits():
    assert curves(np.full(33, np.nan)).axes[0].get_ylim() == curves(0 * Z).axes[0].get_ylim()


def test_the_label_of_a_slope_is_beside_the_line_and_inside_the_axes():
    for ratio in (11.0, 2.5, 1.3, 0.5, 0.09, -1.0, -11.0):
        figure = gradient(Slope(ratio, "m"), factor=ratio)
        figure.draw_without_rendering()
        (label,), ax = figure.axes[0].texts, figure.axes[0]
        box = label.get_window_extent()
        assert ax.bbox.x0 <= box.x0 and box.x1 <= ax.bbox.x1 and ax.bbox.y0 <= box.y0 and box.y1 <= ax.bbox.y1, ratio
        x = np.linspace(box.x0, box.x1, 20)
        on_line = ax.transData.transform(np.column_stack([xs := ax.transData.inverted().transform(
            np.column_stack([x, x]))[:, 0], ratio * xs]))
        assert not np.any((on_line[:, 1] > box.y0) & (on_line[:, 1] < box.y1)), ratio


def test_entries_that_are_not_finite_are_left_out():
    block = Entries("Theta1 bias", ENTRIES, np.array([1.0, np.nan, np.inf, 2.0]))
    ax = answers.plot_gradient([block], [], None, "title", "note").axes[0]
    points, = (line for line in ax.lines if line.get_label() == "Theta1 bias")
    assert points.get_ydata().tolist() == [1.0, 2.0] and np.isfinite(ax.get_ylim()).all()


def test_weights_beyond_the_picture_are_counted_at_its_edges():
    figure = answers.plot_weights(np.array([-9.0, 0.05, 0.05, 7.0, 8.0]), "title", "note")
    heights = [bar.get_height() for bar in figure.axes[0].patches]
    assert heights[0] == 1 and heights[-1] == 2 and sum(heights) == 5


def test_an_image_has_its_own_limits_and_colours_and_unknown_colours_are_grey():
    tiles = [IMAGE._replace(low=-1.0, high=2.0, colours=name) for name in ("viridis", "mine")]
    yours, _, other, _ = answers.plot_tiles([IMAGE, IMAGE], tiles, "title", "note").axes
    assert yours.images[0].get_clim() == (-1, 2) and yours.images[0].cmap.name == "viridis"
    assert other.images[0].cmap.name == "gray"


def test_without_numbers_the_axes_have_no_ticks():
    for figure in (gradient(), walks(Walk(-np.arange(9.0))), curves()):
        ax = figure.axes[0]
        assert len(ax.get_yticks()) == 0 and (len(ax.get_xticks()) == 0 or ax.get_xlabel() == "z")
