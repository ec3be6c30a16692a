"""Activations, the digits of a hidden unit and decision regions, on networks that one can follow by hand."""
import matplotlib.pyplot as plt
import numpy as np
import pytest
from drawn import titles
from matplotlib.colors import to_rgba

import nn
from nn import visualize
from nn.visualize import style

#: layers 2×2, 2, 2: unit 0 looks at pixel 0, unit 1 at pixel 3; unit 0 raises the z of "b" and unit 1 lowers it
THETA = nn.flatten([np.array([[0, 9, 0, 0, 0], [0, 0, 0, 0, 1]]), np.array([[0, -3, 1], [0, 3, -1]])])
NETWORK = nn.Network(THETA, (4, 2, 2), ["a", "b"])
FIRST_PIXEL = [1.0, 0, 0, 0]


def test_the_diagram_shows_the_digit_the_weights_and_the_evidence_for_the_predicted_class():
    ax, = visualize.plot_activations(NETWORK, FIRST_PIXEL, order="C").axes
    digit, *tiles = [image.get_array().tolist() for image in ax.images]
    assert digit == [[1, 0], [0, 0]]
    assert tiles == [[[9, 0], [0, 0]], [[0, 0], [0, 1]]]             # without the bias; the one in favour comes first
    lines = {line.get_color(): line for line in ax.lines if line.get_color() in (style.POSITIVE, style.NEGATIVE)}
    thick, thin = lines[style.POSITIVE], lines[style.NEGATIVE]     # 3 g(9) = 3 and −1 g(0) = −0.5
    assert (thick.get_linewidth() - 0.5) / (thin.get_linewidth() - 0.5) == pytest.approx(6, rel=1e-3)    # g(9) ≈ 1
    a, b = [bar.get_width() / 3 for bar in ax.containers[0]]
    assert [a, b] == pytest.approx([nn.sigmoid(-2.5), nn.sigmoid(2.5)], rel=1e-3)
    written = [text.get_text() for text in ax.texts]
    assert ax.get_title() == "The network says b" and {"a", "b", "0.92", "0.08", "evidence for b"} <= set(written)


def test_circles_are_as_green_as_their_units_are_active():
    ax, = visualize.plot_activations(NETWORK, FIRST_PIXEL).axes
    lit, half = [patch.get_facecolor() for patch in ax.patches if isinstance(patch, plt.Circle)]
    assert lit == pytest.approx(to_rgba(style.ACTIVE), abs=1e-3)                  # g(9) = 1, g(0) = 1/2
    assert half == pytest.approx(np.mean([to_rgba(style.ACTIVE), to_rgba("white")], axis=0), abs=0.01)


def test_only_the_units_that_contribute_most_are_drawn():
    ax, = visualize.plot_activations(NETWORK, FIRST_PIXEL, most=1, names=["A", "B"]).axes
    digit, tile = ax.images
    assert tile.get_array().max() == 9 and ax.get_title() == "The network says B"     # unit 0 adds 3, unit 1 takes 0.5
    assert "1 of 2 hidden units" in [text.get_text() for text in ax.texts]


@pytest.mark.parametrize("hidden, output", [("relu", "softmax"), ("tanh", "sigmoid"), ("identity", "softmax")])
def test_a_deep_network_shows_its_last_hidden_layer(hidden, output):
    sizes = (4, 3, 5, 2)
    theta, x = np.random.default_rng(0).normal(size=3 * 5 + 5 * 4 + 2 * 6), [1.0, 0, 2, 0]
    ax, = visualize.plot_activations(nn.Network(theta, sizes, [1, 2], hidden, output), x).axes
    activations, _ = nn.feedforward(theta, [x], sizes, hidden=hidden, output=output)
    assert [bar.get_width() / 3 for bar in ax.containers[0]] == pytest.approx(activations[-1][0])
    assert len(ax.images) == 1 and sum(isinstance(patch, plt.Circle) for patch in ax.patches) == 5


def test_each_unit_is_shown_with_the_digits_that_activate_it_most():
    Theta1 = np.array([[-50.0, 1, 0, 0, 0], [0, 0, 0, 0, -1]])       # large z: first pixel bright; last one dark
    X = np.array([[3, 1, 1, 9], [9, 1, 1, 5], [5, 1, 1, 1]])
    figure = visualize.plot_most_activating_digits(Theta1, X, most=2, order="C")
    first, its, second, others = [np.asarray(image.get_array()) for image in figure.axes[0].images]
    assert first.tolist() == [[1, 0], [0, 0]] and second.tolist() == [[0, 0], [0, -1]]
    assert [its[0, 0], its[0, 3]] == [9, 5] and [others[1, 1], others[1, 4]] == [1, 5]
    assert titles(figure) == ["unit 1: z = −41.0 to −45.0", "unit 2: z = −1.0 to −5.0"]


def test_of_a_single_digit_its_z_is_written_once():
    figure = visualize.plot_most_activating_digits(np.array([[1.0, 1, 0, 0, 0]]), np.eye(4), most=1)
    assert titles(figure) == ["unit 1: z = 2.0"]


@pytest.mark.parametrize("rc", [visualize.HANDOUT, visualize.SLIDES], ids=["paper", "slides"])
@pytest.mark.parametrize("names", [["a", "b"], ["trousers", "a name which is far too long"]], ids=["short", "long"])
def test_the_lines_end_before_the_names_of_the_classes_however_long_these_are(names, rc):
    with plt.rc_context(rc):
        ax, = visualize.plot_activations(NETWORK, FIRST_PIXEL, names=names).axes
        ax.figure.draw_without_rendering()
        written = [text.get_window_extent() for text in ax.texts
                   if text.get_ha() == "right" and text.get_position()[1] > 0]
        ends = [ax.transData.transform(line.get_xydata()[1])[0] for line in ax.lines
                if line.get_color() in (style.POSITIVE, style.NEGATIVE)]
    assert len(written) == len(ends) == 2 and max(ends) < min(box.x0 for box in written)


def test_the_lines_from_the_digit_end_at_the_left_edges_of_the_weights():
    ax, = visualize.plot_activations(NETWORK, FIRST_PIXEL).axes
    ends = [line.get_xydata()[1].tolist() for line in ax.lines if line.get_color() == "darkgrey"]
    edges = [image.get_extent() for image in ax.images[1:]]
    assert ends == [pytest.approx([left, (bottom + top) / 2]) for left, _, bottom, top in edges]


def test_chosen_units_come_in_the_order_asked_for():
    Theta1 = np.arange(15.0).reshape(3, 5)
    figure = visualize.plot_most_activating_digits(Theta1, np.eye(4), units=[2, 0], order="C")
    assert [image.get_array()[0, 0] for image in figure.axes[0].images[::2]] == [11, 1]
    assert len(titles(visualize.plot_most_activating_digits(np.ones((30, 5)), np.eye(4)))) == 25


def test_regions_are_coloured_by_the_predicted_class_and_points_by_the_true_one():
    theta = nn.flatten([np.array([[0, -1, -3], [0, 1, 3]])])         # "left" where x1 + 3 x2 < 0
    X, y = [[-1.0, 0], [1.0, 0], [2.0, 1.0]], ["left", "right", "left"]
    ax, = visualize.plot_decision_regions(nn.Network(theta, (2, 2), ["left", "right"]), X, y, resolution=50).axes
    region, (left, right, bottom, top) = np.asarray(ax.images[0].get_array()), ax.images[0].get_extent()
    assert left < -1 and right > 2 and bottom < 0 and top > 1
    x1, x2 = np.linspace(left, right, 50), np.linspace(bottom, top, 50)
    assert np.array_equal(region, x1 + 3 * x2[:, None] > 0) and ax.images[0].origin == "lower"
    assert [line.get_xydata().tolist() for line in ax.lines] == [[[-1, 0], [2, 1]], [[1, 0]]]
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["left", "right"]


@pytest.mark.parametrize("classes", [range(3), range(9)])
def test_every_class_has_its_own_colour_and_marker(classes):
    X = np.random.default_rng(0).normal(size=(len(classes), 2))
    theta = np.zeros(3 * len(classes))
    ax, = visualize.plot_decision_regions(nn.Network(theta, (2, len(classes)), classes), X, classes,
                                          resolution=2).axes
    assert len({(line.get_color() if isinstance(line.get_color(), str) else tuple(line.get_color()), line.get_marker())
                for line in ax.lines}) == len(classes)


LINE = nn.Network(np.zeros(6), (2, 2), [1, 2])


@pytest.mark.parametrize("call, message", [
    (lambda: visualize.plot_activations(NETWORK, np.eye(4)), r"x\.shape=\(4, 4\), expected \(4,\)"),
    (lambda: visualize.plot_activations(THETA, FIRST_PIXEL), "network has the type ndarray, expected a Network"),
    (lambda: visualize.plot_activations(nn.Network(np.zeros(10), (4, 2), [1, 2]), FIRST_PIXEL), "no hidden layer"),
    (lambda: visualize.plot_activations(NETWORK._replace(classes=[1, 2, 3]), FIRST_PIXEL), "3 classes"),
    (lambda: visualize.plot_activations(NETWORK, FIRST_PIXEL, names=["one"]), "1 names"),
    (lambda: visualize.plot_activations(NETWORK, FIRST_PIXEL, most=0), "most is 0"),
    (lambda: visualize.plot_most_activating_digits(np.ones((2, 4)), np.eye(4)), "X.shape"),
    (lambda: visualize.plot_most_activating_digits(np.ones(4), np.eye(4)), "Theta1.shape"),
    (lambda: visualize.plot_most_activating_digits(np.ones((2, 5)), np.eye(4), units=[2]), "from 0 to 1"),
    (lambda: visualize.plot_most_activating_digits(np.ones((2, 5)), np.eye(4), units=[-1]), "from 0 to 1"),
    (lambda: visualize.plot_most_activating_digits(np.ones((2, 5)), np.eye(4), most=2.5), "most is 2.5"),
    (lambda: visualize.plot_decision_regions(NETWORK, np.eye(4), [1, 2, 1, 2]), "4 inputs; .*two inputs"),
    (lambda: visualize.plot_decision_regions(LINE, np.eye(2), [1]), "2 rows but y has 1"),
    (lambda: visualize.plot_decision_regions(LINE, np.eye(2), [1, 3]), r"y\[1\] is 3"),
    (lambda: visualize.plot_decision_regions(LINE, np.eye(2), [1, 2], resolution=0), "resolution is 0"),
])
def test_arguments_that_do_not_fit_are_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
