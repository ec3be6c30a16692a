"""The picture of a network is tested by its lines, its circles and its numbers."""
import matplotlib.pyplot as plt
import numpy as np
import pytest

from nn import visualize
from nn.visualize.style import NEGATIVE, POSITIVE

THETAS = [np.array([[-1.0, 2, 1], [1, -1, 0.5]]), np.array([[-0.5, 1.5, -2]])]


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_each_weight_is_a_line_with_its_sign_as_colour_and_its_size_as_width():
    figure = visualize.plot_network((2, 2, 1), THETAS)
    lines = figure.axes[0].lines
    assert len(lines) == 9 and len({line.get_color() for line in lines}) == 2
    widths = {number: line for number, line in zip([-1, 1, 2, -1, 1, 0.5, -0.5, 1.5, -2], lines, strict=True)}
    assert widths[2].get_color() == POSITIVE and widths[-2].get_color() == NEGATIVE
    thin, half, thick = (widths[number].get_linewidth() for number in (0.5, 1, 2))
    assert thick - half == pytest.approx(2 * (half - thin))
    assert {"−1", "2", "1", "0.50", "−0.50", "1.50", "−2"} <= set(texts(figure))


def test_a_line_leads_from_unit_j_to_unit_k():
    """Unit 0, the bias, is the uppermost; in Theta, row k - 1 and column j."""
    only = [np.zeros((2, 3)), np.zeros((1, 3))]
    only[0][1, 2] = 3.0                                             # from unit 2 to unit 2
    figure = visualize.plot_network((2, 2, 1), only)
    line, = (line for line in figure.axes[0].lines if line.get_color() == POSITIVE)
    (x1, y1), (x2, y2) = line.get_xydata()
    circles = [patch.center for patch in figure.axes[0].patches]
    assert x1 < x2 and (x1, y1) == min(circles) and (x2, y2) == min(circle for circle in circles if circle[0] == x2)


def test_units_carry_numbers_and_names_or_are_numbered_from_1():
    figure = visualize.plot_network((2, 2, 1), THETAS, [[0, 1], [-0.125, np.nan], [0.5]],
                                    [["x₁", "x₂"], ["a", "b"], ["y"]])
    assert {"0", "1", "−0.12", "0.50", "x₁", "b", "y"} <= set(texts(figure))
    assert {"2 inputs", "2 hidden units", "1 output", "2"} <= set(texts(visualize.plot_network((2, 2, 1))))


def test_of_a_large_layer_the_first_and_the_last_units_are_drawn():
    figure = visualize.plot_network((400, 25, 10))
    assert {"400 inputs", "25 hidden units", "10 outputs", "⋮", "399", "400", "24", "25", "10"} <= set(texts(figure))
    assert sum(isinstance(patch, plt.Circle) for patch in figure.axes[0].patches) == 2 * 6 + 5


@pytest.mark.parametrize("arguments, message", [
    ({"lines": THETAS[:1]}, r"shapes \[\(2, 3\)\], expected \[\(2, 3\), \(1, 3\)\]"),
    ({"units": [[1, 2], [3, 4]]}, r"units has \[2, 2\] entries, expected \[2, 2, 1\]"),
    ({"names": [["x"], ["a", "b"], ["y"]]}, r"names has \[1, 2, 1\] entries"),
    ({"most": 0}, "most is 0"),
])
def test_what_does_not_fit_the_layers_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        visualize.plot_network((2, 2, 1), **arguments)
