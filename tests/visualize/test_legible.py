"""Every picture can be read, on paper and in the lecture hall: nothing is cut off, nothing lies over anything else."""
from functools import partial

import matplotlib.pyplot as plt
import numpy as np
import pytest
from legible import flaws

import nn
from nn import visualize


def rng():
    return np.random.default_rng(0)


CLASSES, NAMES = range(1, 11), [*"1234567890"]
LONG = ["one", "two", "three", "four", "five", "six", "seven", "eight (a long name)", "nine", "zero"]
THETA1 = rng().normal(size=(25, 401))
NETWORK = nn.Network(np.concatenate([THETA1.ravel(), rng().normal(size=260)]), (400, 25, 10), CLASSES)
DIGITS = rng().uniform(size=(60, 400))
LABELS = np.arange(1000) % 10 + 1
TAKEN = np.where(rng().uniform(size=1000) < 0.2, np.random.default_rng(1).integers(1, 11, 1000), LABELS)
SIZES = (6, 4, 3)
FALLING = 6 * np.exp(-np.arange(80) / 9) + 0.3


def check(**factors):
    """A gradient check on a small network, each block multiplied by a factor."""
    X, Y, theta = np.sin(np.arange(66)).reshape(11, 6), np.eye(3)[np.arange(11) % 3], nn.random_init(SIZES, rng())
    gradient = nn.gradient(theta, X, Y, SIZES)
    for block, factor in factors.items():
        gradient[nn.parameters.blocks(SIZES)[block.replace("_", " ")]] *= factor
    return nn.check_gradient(partial(nn.cost, X=X, Y=Y, layer_sizes=SIZES), gradient, theta, SIZES, m=11)


def two_curves():
    figure = visualize.plot_costs(FALLING, label="with the bug")
    return visualize.plot_costs(0.7 * FALLING, ax=figure.axes[0], label="right", title="From the same random weights")


def on_a_third():
    figure = plt.figure(figsize=(12, 4.5), layout="constrained")
    titles = "after 10 evaluations", "What each hidden unit looks for", "λ = 10"
    for part, title in zip(figure.subfigures(1, 3), titles, strict=True):
        visualize.plot_hidden_units(THETA1, figure=part, title=title)
    return figure


def animation():
    snapshots = [nn.Snapshot(2**i, 6.0 / (i + 1), NETWORK.theta / (9 - i)) for i in range(9)]
    visualize.animate_training(NETWORK, snapshots, DIGITS, LABELS[:60], names=NAMES)._draw_was_started = True
    return plt.gcf()


def plane(names):
    network = nn.Network(rng().normal(size=6), (2, 2), [1, 2])
    return visualize.plot_decision_regions(network, rng().normal(size=(20, 2)), LABELS[:20] % 2 + 1, names=names,
                                           resolution=9)


PICTURES = {
    "images": lambda: visualize.plot_images(DIGITS, title="60 of 5000 digits"),
    "images with titles": lambda: visualize.plot_images(DIGITS[:11], columns=11, titles=[*range(10), "all"],
                                                        title="Where one unit is pulled", caption="by each class"),
    "hidden units": lambda: visualize.plot_hidden_units(THETA1),
    "one hidden unit": lambda: visualize.plot_hidden_units(THETA1[:1]),
    "hidden units on a third of a figure": on_a_third,
    "costs": lambda: visualize.plot_costs(FALLING, caption="1000 digits"),
    "costs of two trainings": two_curves,
    "costs of both parts": lambda: visualize.plot_costs(FALLING[:30], at=np.arange(1, 31) ** 2, xlabel="evaluations",
                                                        test=FALLING[:30] + np.linspace(0, 0.2, 30)),
    "one cost": lambda: visualize.plot_costs([0.3]),
    "confusion": lambda: visualize.plot_confusion_matrix(LABELS, TAKEN, CLASSES, names=NAMES),
    "confusion of many": lambda: visualize.plot_confusion_matrix(np.tile(LABELS, 60), np.tile(TAKEN, 60), CLASSES,
                                                                 title="Which class is taken for which; kept out"),
    "confusion of two": lambda: visualize.plot_confusion_matrix(["sandal", "sneaker"] * 2, ["sandal"] * 4,
                                                                ["sandal", "sneaker"]),
    "misclassified": lambda: visualize.plot_misclassified(DIGITS[:30], LABELS[:30], LABELS[1:31], names={10: "0"}),
    "none misclassified": lambda: visualize.plot_misclassified(DIGITS, LABELS[:60], LABELS[:60]),
    "activations": lambda: visualize.plot_activations(NETWORK, DIGITS[0], names=NAMES),
    "activations of long names": lambda: visualize.plot_activations(NETWORK, DIGITS[0], names=LONG),
    "activating digits": lambda: visualize.plot_most_activating_digits(THETA1, DIGITS, units=range(9)),
    "activating digits of all": lambda: visualize.plot_most_activating_digits(THETA1, DIGITS),
    "regions": lambda: plane(["inside", "outside"]),
    "regions of long names": lambda: plane(["a class with a long name", "b"]),
    "confusion with a long title": lambda: visualize.plot_confusion_matrix(
        LABELS, TAKEN, CLASSES, names=NAMES, title="Which class is taken for which; digits kept out of training"),
    "costs of three epochs": lambda: visualize.plot_costs([1.77, 1.0, 0.67], first=1),
    "one activating digit": lambda: visualize.plot_most_activating_digits(THETA1, DIGITS, units=[0], most=1),
    "a gradient check that passes": lambda: visualize.plot_gradient_check(check()),
    "one that fails": lambda: visualize.plot_gradient_check(
        check(Theta2_bias=11, Theta2_weights=11, Theta1_bias=np.nan)),
    "a large network": lambda: visualize.plot_network((400, 25, 10)),
    "a small network": lambda: visualize.plot_network(
        (2, 2, 1), [rng().normal(size=(2, 3)), rng().normal(size=(1, 3))], [[0, 1], [-0.12, 0.73], [0.5]],
        [["x₁", "x₂"], ["z = −0.12", "z = 1.00"], ["y = 1"]], title="Forwards"),
    "readings": lambda: visualize.plot_readings(
        [visualize.Reading(f"IMG_{i}.jpg: 5; unsure", DIGITS[:, :300], DIGITS[i], rng().uniform(size=10))
         for i in range(2)], NAMES),
    "an animation": animation,
}


@pytest.mark.parametrize("style", ["paper", "slides"])
@pytest.mark.parametrize("draw", PICTURES.values(), ids=PICTURES.keys())
def test_a_picture_can_be_read(draw, style):
    with plt.rc_context(visualize.SLIDES if style == "slides" else {}):
        assert flaws(draw()) == []


def with_text(x, text="some text", **options):
    figure = plt.figure(figsize=(4, 3))
    ax = figure.subplots()
    ax.plot([0, 1, 2], [0, 1, 4], label="a curve")
    ax.text(x, 3, text, **options)
    return figure


@pytest.mark.parametrize("figure, flaw", [
    (lambda: with_text(1.9, "a text that is too long"), "'a text that is too long' leaves the figure"),
    (lambda: with_text(1, ha="center").axes[0].text(1, 3, "another").figure, "'some text' lies over 'another'"),
    (lambda: with_text(0.5).axes[0].text(2, 3.99, "the end", ha="center").figure,
     "'the end' lies over the end of a curve"),
    (lambda: with_text(0.2).axes[0].legend(loc="upper right").figure, "the legend lies over 'a curve'"),
    (lambda: with_text(0.2).axes[0].legend(loc=(0.1, 0.65)).figure, "'some text' lies over 'the legend'"),
])
def test_what_cannot_be_read_is_named(figure, flaw):
    assert flaw in flaws(figure())


def test_what_can_be_read_has_no_flaw():
    assert flaws(with_text(0.5)) == []
