"""The picture of a gradient check is tested by its points."""
from functools import partial

import numpy as np
import pytest

import nn
from nn import visualize
from nn.parameters import blocks

SIZES = (6, 4, 3)
X, Y = np.sin(np.arange(66)).reshape(11, 6), np.eye(3)[np.arange(11) % 3]
THETA = nn.random_init(SIZES, np.random.default_rng(0))
RIGHT = nn.gradient(THETA, X, Y, SIZES)


def checked(gradient, **options):
    return nn.check_gradient(partial(nn.cost, X=X, Y=Y, layer_sizes=SIZES), gradient, THETA, SIZES, m=11, **options)


def points(ax):
    """Of each block: its points."""
    return [line.get_xydata() for line in ax.lines if line.get_linestyle() == "None"]


def test_a_point_a_weight_and_a_colour_a_block():
    figure = visualize.plot_gradient_check(checked(RIGHT))
    above, below = figure.axes
    assert [len(block) for block in points(above)] == [4, 24, 3, 12]
    for block, where in zip(points(above), blocks(SIZES).values(), strict=True):
        assert np.array_equal(block[:, 1], RIGHT[where]) and np.allclose(block[:, 0], RIGHT[where], atol=1e-9)
    for block, differences in zip(points(above), points(below), strict=True):
        assert np.array_equal(differences[:, 1], block[:, 1] - block[:, 0])
    assert len({line.get_color() for line in above.lines}) == 5             # and the grey line
    assert above.get_title().startswith("PASS: relative difference ")


def test_the_legend_says_what_is_wrong_with_a_block():
    wrong = RIGHT.copy()
    wrong[blocks(SIZES)["Theta2 weights"]] *= 11
    wrong[0] = np.nan
    figure = visualize.plot_gradient_check(checked(wrong))
    said = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert said == ["Theta1 bias:\ndiffers, 1 not finite", "Theta1 weights:\nok", "Theta2 bias:\nok",
                    "Theta2 weights:\nanalytic / numerical\n= 11.0 = m"]
    assert len(points(figure.axes[0])[0]) == 3 and figure.axes[0].get_title().startswith("FAIL")


def test_the_axes_reach_as_far_as_the_points():
    above, _ = visualize.plot_gradient_check(checked(RIGHT)).axes
    line, drawn = above.lines[0].get_xydata(), np.concatenate(points(above))[:, 0]
    assert line.tolist() == [2 * [drawn.min()], 2 * [drawn.max()]]


def test_of_a_large_network_the_sample_is_drawn():
    figure = visualize.plot_gradient_check(checked(RIGHT, max_entries=10), title="a sample")
    assert [len(block) for block in points(figure.axes[0])] == [4, 24, 3, 12]       # of each block up to 40 entries
    assert figure.axes[0].get_title() == "a sample"


def test_what_is_not_a_gradient_check_is_refused():
    with pytest.raises(ValueError, match="check is of type bool, expected a GradientCheck"):
        visualize.plot_gradient_check(True)
