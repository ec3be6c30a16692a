"""How well a training went: the cost, the confusion matrix, the digits that were misclassified."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nn.arguments import Matrix, Vector, as_floats
from nn.labels import check_classes, check_labels
from nn.metrics import confusion_matrix
from nn.training import TrainingResult
from nn.visualize.images import plot_images
from nn.visualize.style import class_names, shortened, without_math


def plot_costs(costs: Vector, ax: Axes | None = None, title: str = "Cost during training", label: str | None = None,
               xlabel: str = "iteration", first: int = 0, caption: str | None = None) -> Axes:
    """The cost after each iteration.

    costs   : (iterations + 1,) floats, nats per example, the start first
    first   : number of the first of them: 1 where the start is missing, as in MLPClassifier's loss_curve_
    label   : name of the curve in the legend; caption: below the figure
    Returns : Axes
    """
    if isinstance(costs, TrainingResult):
        raise ValueError("costs is a TrainingResult, expected its costs: plot_costs(result.costs)")
    costs = as_floats(costs, "costs")
    if costs.ndim != 1 or costs.size == 0:
        raise ValueError(f"costs.shape={costs.shape}, expected (iterations + 1,), at least the cost at the start")
    ax = ax or plt.figure(figsize=(6.4, 4.2), layout="constrained").subplots()
    ax.plot(np.arange(first, first + len(costs)), costs, marker="." if len(costs) < 60 else None, label=label)
    ax.set(title=title, xlabel=xlabel, ylabel="cost J (nats per example)")
    ax.set_ylim(0, max(1.1 * costs.max(), ax.get_ylim()[1]))        # room for the number at the last point
    if len(costs) == 1:
        ax.set_xlim(first - 1, first + 1)                           # else matplotlib counts in hundredths
    ax.locator_params(axis="x", integer=True)
    ax.grid(alpha=0.3)
    last = (first + len(costs) - 1, costs[-1])
    ax.annotate(f"{costs[-1]:#.4g}", last, xytext=(0, 8), textcoords="offset points", ha="right")
    if label:
        ax.legend()
    if caption:
        ax.figure.supxlabel(caption, fontsize="small")
    return ax


def plot_confusion_matrix(y: Vector, predicted: Vector, classes: Iterable, ax: Axes | None = None,
                          title: str = "Which class is taken for which", names: Iterable | None = None) -> Axes:
    """Confusion matrix, each row divided by its sum: of the examples of a class, the share taken for each.

    y, predicted : (m,) labels, all in classes
    classes      : (K,) labels in the order of rows and columns
    names        : K texts to write instead of the labels
    Returns      : Axes
    """
    classes = check_classes(classes)
    shares = confusion_matrix(y, predicted, classes, normalize=True)
    names, K = class_names(names, classes), len(classes)
    ax = ax or plt.figure(figsize=(min(12, 2.4 + 0.5 * K), min(11, 2 + 0.45 * K)), layout="constrained").subplots()
    ax.figure.colorbar(show_shares(ax, shares, names), ax=ax, label="share of the row", fraction=0.046)
    ax.set(title=title)
    for row, column in np.argwhere(shares >= 0.0005) if K <= 30 else []:
        ax.text(column, row, f"{100 * shares[row, column]:.1f}", ha="center", va="center", fontsize="small",
                color="white" if shares[row, column] > 0.5 else "black")
    ax.figure.supxlabel("numbers: per cent of the row; blank: none", fontsize="small")
    return ax


def show_shares(ax: Axes, shares: Matrix, names: list[str]) -> Any:
    """A normalized confusion matrix on a fixed scale, white for 0 and dark blue for 1; returns the image."""
    picture = ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    ax.set(xlabel="predicted", ylabel="true")
    if len(names) <= 30:                                            # more of them do not fit
        long = max(map(len, names)) > 4
        ax.set_xticks(range(len(names)), names, rotation=45 if long else 0, ha="right" if long else "center")
        ax.set_yticks(range(len(names)), names)
    return picture


def plot_misclassified(X: Matrix, y: Vector, predicted: Vector, most: int = 25,
                       image_shape: tuple[int, int] | None = None, order: str | None = None,
                       names: dict[Any, str] | None = None, figure: Any = None, title: str | None = None,
                       caption: str = "above each digit: predicted (true)") -> Figure:
    """The digits that were misclassified, each with the label it got and, in brackets, its own.

    X            : (m, pixels) one unrolled image a row, or (m, h, w)
    y, predicted : (m,) labels
    most         : int, how many to show at most, spread evenly over all of them
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
    shown = evenly_spread(wrong, most)
    title = title or (f"Misclassified: {len(wrong)} of {len(y)}"
                      + (f" ({len(shown)} of them shown)" if len(shown) < len(wrong) else ""))
    if len(shown) == 0:
        figure = figure or plt.figure(figsize=(4, 2), layout="constrained")
        figure.suptitle(title)
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
