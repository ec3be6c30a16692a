"""How well a training went: the cost, the confusion matrix, the digits that were misclassified."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from nn.arguments import Matrix, Vector, as_floats
from nn.labels import check_classes, check_labels
from nn.metrics import confusion_matrix
from nn.training import TrainingResult
from nn.visualize.images import plot_images
from nn.visualize.style import (
    CURVES,
    MISTAKES,
    class_names,
    figure_of,
    points,
    shortened,
    width_of,
    without_math,
    wrapped,
)


def plot_costs(costs: Vector, ax: Axes | None = None, title: str = "Cost during training", label: str | None = None,
               xlabel: str = "iteration", first: int = 0, caption: str | None = None, *, at: Vector | None = None,
               test: Vector | None = None) -> Figure:
    """The cost after each iteration, and that of digits which were kept out of training.

    costs   : (iterations + 1,) floats, nats per example, the start first
    first   : number of the first of them: 1 where the start is missing, as in MLPClassifier's loss_curve_
    label   : name of the curve in the legend; caption: below the figure
    at      : numbers to draw them at, as many, such as evaluations; default: first, first + 1, …
    test    : the costs of the digits kept out, as many; a dashed curve
    Returns : Figure
    """
    if isinstance(costs, TrainingResult):
        raise ValueError("costs is a TrainingResult, expected its costs: plot_costs(result.costs)")
    costs = as_floats(costs, "costs")
    if costs.ndim != 1 or costs.size == 0:
        raise ValueError(f"costs.shape={costs.shape}, expected (iterations + 1,), at least the cost at the start")
    x = np.arange(first, first + len(costs)) if at is None else as_many(at, costs, "at")
    ax = ax or plt.figure(figsize=(6.4, 4.2), layout="constrained").subplots()
    draw_curve(ax, x, costs, label or ("training" if test is not None else None), "-")
    if test is not None:
        test = as_many(test, costs, "test")
        draw_curve(ax, x, test, "kept out of training", "--")
    ax.set(xlabel=xlabel, ylabel="cost J (nats per example)")
    ax.set_title(wrapped(title, ax.figure.bbox.width / ax.figure.dpi, plt.rcParams["axes.titlesize"]))
    room = 1 + 0.01 * plt.rcParams["font.size"]                     # for the number at the last point
    ax.set_ylim(0, max(room * np.max([costs] if test is None else [costs, test]), ax.get_ylim()[1]))
    if len(costs) == 1:
        ax.set(xlim=(x[0] - 0.5, x[0] + 0.5), xticks=x)
    else:
        ax.locator_params(axis="x", integer=True)
    ax.grid(alpha=0.3)
    if caption:
        ax.figure.supxlabel(caption, fontsize="small")
    return figure_of(ax)


def as_many(values: Vector, costs: Vector, name: str) -> Vector:
    """values as an array with a number for each of the costs."""
    values = as_floats(values, name)
    if values.shape != costs.shape:
        raise ValueError(f"{name}.shape={values.shape}, expected {costs.shape}, that of costs")
    return values


def draw_curve(ax: Axes, x: Vector, costs: Vector, label: str | None, style: str) -> None:
    """A curve in the next colour, its last number in the legend; at its end where it has no name."""
    color = CURVES[len(ax.lines) % len(CURVES)]
    last = f"{costs[-1]:#.4g}"
    ax.plot(x, costs, style, color=color, marker="." if len(costs) < 60 else None,
            label=f"{label}: {last}" if label else None)
    if label:
        ax.legend()
    else:
        y, offset = beside_the_end(x, costs, 1.15 * width_of(last, "medium") * ax.figure.dpi / ax.bbox.width)
        ax.annotate(last, (x[-1], y), xytext=(0, offset), textcoords="offset points", ha="right",
                    va="bottom" if offset > 0 else "top")


def beside_the_end(x: Vector, costs: Vector, share: float) -> tuple[float, int]:
    """A height at which a text that ends with the curve does not touch it, and its distance: 8 above or −8 below.

    share : of the width of the Axes, which the text takes

    >>> beside_the_end(np.array([0, 1, 2]), np.array([3, 2.5, 2]), 0.25)
    (2.0, -8)
    >>> beside_the_end(np.array([0, 1, 2]), np.array([30, 2.5, 2]), 0.25)
    (2.25, 8)
    """
    left = x[-1] - share * np.ptp(x)
    near = np.append(costs[x >= left], np.interp(left, x, costs))
    nearer_below = costs[-1] - near.min() < near.max() - costs[-1] and near.min() > 0.25 * costs.max()
    return (float(near.min()), -8) if nearer_below else (float(near.max()), 8)


def plot_confusion_matrix(y: Vector, predicted: Vector, classes: Iterable, ax: Axes | None = None,
                          title: str = "Which class is taken for which", names: Iterable | None = None) -> Figure:
    """How many examples of each class are taken for each other: the mistakes in colour, what is right in grey.

    y, predicted : (m,) labels, all in classes
    classes      : (K,) labels in the order of rows and columns
    names        : K texts to write instead of the labels
    Returns      : Figure
    """
    classes = check_classes(classes)
    counts = confusion_matrix(y, predicted, classes)
    names, K = class_names(names, classes), len(classes)
    if ax is None:
        cell = max(0.45, (0.6 * len(str(counts.max())) + 0.7) * points("small") / 72)       # the largest number fits
        margin = 0.22 * plt.rcParams["font.size"]
        side = max(cell * K, 1.2 * margin)
        ax = plt.figure(figsize=(min(12, margin + side), min(11, 0.9 * margin + side)), layout="constrained").subplots()
    picture = show_mistakes(ax, counts, names, Normalize(0, largest_mistake(counts)))
    ax.figure.colorbar(picture, ax=ax, label="mistakes", fraction=0.046, ticks=whole_ticks(largest_mistake(counts)))
    ax.set_title(wrapped(title, 0.7 * ax.figure.bbox.width / ax.figure.dpi, plt.rcParams["axes.titlesize"]))
    for row, column in np.argwhere(counts) if K <= 30 else []:
        dark = row != column and counts[row, column] > 0.55 * largest_mistake(counts)
        ax.text(column, row, str(counts[row, column]), ha="center", va="center", fontsize="small",
                color="white" if dark else "black")
    return figure_of(ax)


def largest_mistake(counts: Matrix) -> int:
    """The largest number beside the diagonal, at least 1."""
    return max(1, int(np.max(counts - np.diag(np.diag(counts)))))


def whole_ticks(most: int) -> list[int]:
    """A few whole numbers from 0 to the largest, which is one of them.

    >>> whole_ticks(1), whole_ticks(47)
    ([0, 1], [0, 10, 20, 30, 47])
    """
    ticks = MaxNLocator(5, integer=True).tick_values(0, most)
    return [*(int(tick) for tick in ticks if 0 <= tick <= most - 0.75 * ticks[1]), most]


def show_mistakes(ax: Axes, counts: Matrix, names: list[str], norm: Normalize) -> Any:
    """A confusion matrix whose colours show the mistakes alone, with a grey diagonal; returns the image."""
    picture = ax.imshow(mistakes_of(counts), cmap=MISTAKES, norm=norm)
    ax.set(xlabel="predicted", ylabel="true")
    if len(names) <= 30:                                            # more of them do not fit
        long = max(map(len, names)) > 4
        ax.set_xticks(range(len(names)), names, rotation=45 if long else 0, ha="right" if long else "center")
        ax.set_yticks(range(len(names)), names)
    return picture


def mistakes_of(counts: Matrix) -> Any:
    """The counts without their diagonal, masked there."""
    return np.ma.masked_array(counts, mask=np.eye(len(counts), dtype=bool))


def plot_misclassified(X: Matrix, y: Vector, predicted: Vector, most: int = 25,
                       image_shape: tuple[int, int] | None = None, order: str | None = None,
                       names: dict[Any, str] | None = None, figure: Any = None, title: str | None = None,
                       caption: str = "above each digit: predicted (true)") -> Figure:
    """The digits that were misclassified, each with the label it got and, in brackets, its own.

    X            : (m, pixels) one unrolled image a row, or (m, h, w)
    y, predicted : (m,) labels
    most         : int, how many to show at most, in the order of their labels and spread evenly over all of them
    names        : dict from a label to the text to write for it, such as {10: "0"}
    title        : above the whole figure; default: how many of how many; caption: below it
    image_shape, order, figure : as in plot_images
    Returns      : Figure; it says so where none was misclassified
    """
    y, predicted = check_labels(y), check_labels(predicted, "predicted")
    if not len(X) == len(y) == len(predicted):
        raise ValueError(f"X has {len(X)} rows, y {len(y)} and predicted {len(predicted)} labels; "
                         f"one row is one example")
    wrong = np.flatnonzero(y != predicted)
    wrong = wrong[np.argsort(y[wrong], kind="stable")]              # in the order of the confusion matrix
    shown = evenly_spread(wrong, most)
    title = title or (f"Misclassified: {len(wrong)} of {len(y)}"
                      + (f" ({len(shown)} of them shown)" if len(shown) < len(wrong) else ""))
    if len(shown) == 0:
        figure = figure or plt.figure(figsize=(4, 2), layout="constrained")
        figure.suptitle(wrapped(title, figure.bbox.width / figure.dpi, plt.rcParams["figure.titlesize"]))
        figure.text(0.5, 0.4, "nothing to show", ha="center")
        return figure
    titles = predicted_and_true(predicted[shown].tolist(), y[shown].tolist(), names or {})
    return plot_images(np.asarray(X)[shown], image_shape, order, titles=titles, title=title, figure=figure,
                       caption=caption)


def evenly_spread(indices, most):
    """At most so many of the indices, the first and the last among them."""
    places = np.linspace(0, len(indices) - 1, min(most, len(indices)))
    return indices[np.unique(places.astype(int))]


def predicted_and_true(predicted, y, names):
    """A title for each image: "3 (8)", on two lines where a name is long."""
    pairs = [[without_math(shortened(str(names.get(label, label)))) for label in pair]
             for pair in zip(predicted, y, strict=True)]
    between = "\n" if max(len(text) for pair in pairs for text in pair) > 5 else " "
    return [f"{guess}{between}({label})" for guess, label in pairs]
