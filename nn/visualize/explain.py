"""What the network does: with one digit, with all digits in one hidden unit, with every point of a plane."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from nn.arguments import Matrix, Vector, all_finite, as_floats, check_whole, check_X
from nn.labels import one_hot
from nn.network import Network, check_network, weighted_sums
from nn.parameters import unflatten
from nn.visualize.grid import axes_of_grid, grid_in, mosaic, show_grid, size_of_texts
from nn.visualize.images import as_images
from nn.visualize.style import (
    ACTIVATION,
    ACTIVE,
    NEGATIVE,
    OKABE_ITO,
    OTHERS,
    POSITIVE,
    WEIGHTS,
    class_names,
    figure_of,
    points,
    shortened,
    width_of,
    wrapped,
)

#: where plot_activations has its columns, from left to right, on Axes that are 19 wide; 4.5 is half their height
DIGIT, TILES, CIRCLES, BARS = 2.5, 7.9, 9.25, 14.5
#: its unit of length, in inches
UNIT = 0.54


def plot_activations(network: Network, x: Vector, *, most: int = 8, names: Iterable | None = None,
                     image_shape: tuple[int, int] | None = None, order: str | None = None, title: str | None = None,
                     ax: Axes | None = None) -> Figure:
    """What happens in the network for one digit: z⁽ᴸ⁾ₖ = Θₖ₀ + Σⱼ Θₖⱼ aⱼ,  k the predicted class, line j is Θₖⱼ aⱼ.

    network     : Network with a hidden layer
    x           : (n,) the digit, one unrolled image
    most        : int >= 1, how many units of the last hidden layer to show: those with the largest |Θₖⱼ aⱼ|
    names       : K texts to write instead of the labels
    image_shape, order, title : as in plot_images
    Returns     : Figure: the digit; each unit's weights (of a network with one hidden layer; orange where ink lowers
                  its z, blue where it raises it) and activation; lines, blue for the predicted class and orange against
                  it, thicker for larger |Θₖⱼ aⱼ|; the output layer as bars
    Raises      : ValueError where there is no hidden layer or x is not one digit, and as check_network

    >>> network = Network(np.zeros(3 * 5 + 2 * 4), (4, 3, 2), ["no", "yes"])
    >>> plot_activations(network, np.zeros(4)).axes[0].get_title()
    'The network says no'
    """
    network = check_network(network)
    layers = len(network.layer_sizes)
    if layers < 3:
        raise ValueError(f"layer_sizes={network.layer_sizes} has no hidden layer, and so no hidden units to show")
    x = one_digit(x, network.layer_sizes[0])
    names = class_names(map(shortened, map(str, network.classes if names is None else names)), network.classes)
    Thetas, (activations, _) = unflatten(network.theta, network.layer_sizes), network.feedforward(x)
    a, output = activations[-2][0], activations[-1][0]
    k = int(np.argmax(output))
    contributions = Thetas[-1][k, 1:] * a                           # of each unit to the z of the predicted class
    units = strongest(contributions, most)
    tiles = as_images(Thetas[0][units, 1:], image_shape, order) if layers == 3 else None

    size, widest = size_of_names(names)
    bars = BARS + max(0.0, widest - 0.9)                            # long names move the bars to the right
    ax = ax or plt.figure(figsize=(12 * (bars + 4.7) / 19.2, 6.75), layout="constrained").subplots()
    draw_tile(ax, as_images(x, image_shape, order)[0], (DIGIT, 4.5), 5, "gray", "black")
    draw_units(ax, tiles, a[units], network.hidden)
    draw_outputs(ax, output, names, k, bars, size)
    draw_lines(ax, contributions[units], (bars - 0.65 - max(0.6, widest), column_heights(len(output))[0][k]))
    label_columns(ax, names[k], len(units), len(a), layers, bars)
    ax.set(xlim=(-0.1, bars + 4.6), ylim=(-1, 10.3), aspect="equal")
    ax.set_title(title or f"The network says {names[k]}", fontsize="x-large")
    ax.axis("off")
    return figure_of(ax)


def one_digit(x, n):
    """x as a (1, n) row."""
    x = as_floats(x, "x")
    if x.shape not in ((n,), (1, n)):
        raise ValueError(f"x.shape={x.shape}, expected ({n},): one digit, unrolled")
    return check_X(x.reshape(1, n), n)


def size_of_names(names):
    """Size of their letters in points, and the width of the longest of them in units of length."""
    gap = column_heights(len(names))[1]
    size = plt.rcParams["font.size"] * min(1, 1.3 * gap) * (1.4 if max(map(len, names)) <= 3 else 1)
    return size, max(width_of(name, size, "bold") for name in names) / UNIT


def strongest(contributions, most):
    """Indices of the `most` entries that are largest in size, from the most positive to the most negative."""
    check_whole(most, "most")
    chosen = np.argsort(-np.abs(contributions), kind="stable")[:most]
    return chosen[np.argsort(-contributions[chosen], kind="stable")]


def column_heights(count):
    """Heights of a column of units from the top down, around 4.5, and the gap from one to the next."""
    gap = min(1.5, 8.4 / max(1, count - 1))
    return 4.5 + gap * ((count - 1) / 2 - np.arange(count)), gap


def draw_tile(ax, image, center, side, cmap, edge, limits=(None, None)):
    """An image in a frame, somewhere on Axes that carry several."""
    (x, y), half = center, side / 2
    extent = (x - half, x + half, y - half, y + half)
    ax.imshow(image, cmap=cmap, vmin=limits[0], vmax=limits[1], extent=extent, interpolation="nearest", zorder=2)
    ax.add_patch(plt.Rectangle((x - half, y - half), side, side, fill=False, edgecolor=edge, zorder=3))


def draw_units(ax, tiles, a, hidden):
    """A column of hidden units: weights as tiles, activations as circles, the greener the larger."""
    heights, gap = column_heights(len(a))
    low = -1.0 if hidden == "tanh" else min(0.0, a.min())
    high = 1.0 if hidden in ("sigmoid", "tanh") else max(a.max(), low + 1e-12)
    radius = 0.45 * min(gap, 0.93)
    start, style = (CIRCLES - radius, ":") if tiles is None else (TILES - 0.44 * gap, "-")     # dotted: other layers
    w = 1.0 if tiles is None else np.abs(tiles).max() / 2 or 1.0
    for height, tile in zip(heights, tiles if tiles is not None else [], strict=False):
        draw_tile(ax, tile, (TILES, height), 0.88 * gap, WEIGHTS, "grey", limits=(-w, w))
    for height, activation, share in zip(heights, a, (a - low) / (high - low), strict=True):
        ax.plot([DIGIT + 2.5, start], [4.5, height], style, color="darkgrey", linewidth=1, zorder=0)
        ax.add_patch(plt.Circle((CIRCLES, height), radius, facecolor=ACTIVATION(share), edgecolor="black"))
        if gap > 0.6:                                               # there is room for a number
            ax.text(CIRCLES, height, f"{activation:.1f}", ha="center", va="center", fontsize="small")


def draw_outputs(ax, a, names, k, left, size):
    """The output layer as bars from 0 to 1, unit k in full colour, to the right of the names."""
    heights, gap = column_heights(len(a))
    numbers = plt.rcParams["font.size"] * min(1, 1.3 * gap)
    colors = [ACTIVE if j == k else OTHERS for j in range(len(a))]
    ax.barh(heights, 3 * a, left=left, height=0.75 * gap, color=colors)
    ax.plot([left, left], [-0.1, 9.1], color="black", linewidth=1)
    for j, (height, name) in enumerate(zip(heights, names, strict=True)):
        style = {"va": "center", "fontweight": "bold" if j == k else "normal"}
        ax.text(left - 0.3, height, name, ha="right", fontsize=size, **style)
        ax.text(left + 0.15 + 3 * a[j], height, f"{a[j]:.2f}", fontsize=numbers, **style)


def draw_lines(ax, contributions, end):
    """From each hidden unit to the predicted class: its contribution Θₖⱼ aⱼ, the size as width, the sign as colour."""
    for height, contribution in zip(column_heights(len(contributions))[0], contributions, strict=True):
        ax.plot([CIRCLES + 0.5, end[0]], [height, end[1]], color=POSITIVE if contribution >= 0 else NEGATIVE,
                linewidth=0.5 + 6 * abs(contribution) / (np.abs(contributions).max() or 1), alpha=0.75,
                solid_capstyle="round")


def label_columns(ax, predicted, shown, units, layers, bars):
    """What the columns of plot_activations are, and what its colours mean."""
    place = "hidden units" if layers == 3 else "units of the last hidden layer"
    ax.text(DIGIT, 7.3, "the digit x", ha="center", fontsize="large")
    ax.text((TILES + CIRCLES) / 2, 9.35, f"{shown} of {units} {place}", ha="center", fontsize="large")
    ax.text(bars + 1.5, 9.35, "output", ha="center", fontsize="large")
    if layers == 3:
        ax.text(TILES + 0.4, -0.75, "weights: blue +, orange −", ha="right")
    ax.text(bars - 1.4, -0.75, f"evidence for {predicted}", ha="right", color=POSITIVE, fontweight="bold")
    ax.text(bars - 0.9, -0.75, "evidence against it", color=NEGATIVE, fontweight="bold")


def plot_most_activating_digits(Theta1: Matrix, X: Matrix, units: Sequence[int] | None = None, most: int = 9, *,
                                image_shape: tuple[int, int] | None = None, order: str | None = None,
                                title: str | None = None, figure: Any = None) -> Figure:
    """What activates a hidden unit: its weights, and beside them the digits of X with the largest z = Θ⁽¹⁾ [1; x].

    Theta1  : (h, n + 1) weights of the first layer, with the bias column
    X       : (m, n) one digit a row
    units   : which rows of Theta1 to show, from 0: row 0 is unit 1; default: all, of more than 25 the first 25
    most    : int >= 1, digits a unit, the one with the largest z at the top left; above them the z of the first and of
              the last. (Every activation rises with z, so the order is the same for all of them)
    image_shape, order, title, figure : as in plot_images
    Returns : Figure with one Axes; blue weights: ink there raises z; orange: ink there lowers it
    Raises  : ValueError where the shapes do not fit, or a unit does not exist
    """
    Theta1 = as_floats(Theta1, "Theta1")
    if Theta1.ndim != 2 or Theta1.shape[1] < 2 or not all_finite(Theta1):
        raise ValueError(f"Theta1.shape={Theta1.shape}, expected (hidden units, inputs + 1), finite")
    X, units = check_X(X, Theta1.shape[1] - 1), check_units(units, len(Theta1))
    check_whole(most, "most")
    Z = weighted_sums(Theta1[units], X)                             # (m, units)
    best = np.argsort(-Z, axis=0, kind="stable")[:most].T           # (units, most)
    weights = as_images(Theta1[units, 1:], image_shape, order)
    w = np.abs(weights).max() / 2 or 1.0
    columns = int(np.ceil(np.sqrt(len(units))))
    rows = -(-len(units) // columns)
    titles = [f"unit {unit + 1}: z = " + " to ".join(f"{number:.1f}" for number in z[chosen[[0, -1]][:len(chosen)]])
              for unit, chosen, z in zip(units, best, Z.T, strict=True)]
    titles = [text.replace("-", "−") for text in titles]
    text_height, text_width = size_of_texts(titles)
    width = max(8, columns * max(2.5, text_width))
    height = text_height + 0.1 + (width / columns - 0.085) / 2.08   # of a row
    around = 1.6 * (points(plt.rcParams["figure.titlesize"]) + points("small")) / 72
    figure = figure or plt.figure(figsize=(width, around + height * rows), layout="constrained")
    ax = axes_of_grid(figure, title or "What activates each hidden unit most",
                      "left: its weights, blue where ink raises z, orange where it lowers z")
    grid = grid_in(ax, len(units), columns, (1, 2.08), titles)
    for (x, y), tile, chosen in zip(grid.corners(), weights, best, strict=False):
        digits = mosaic(as_images(X[chosen], image_shape, order), columns=int(np.ceil(np.sqrt(len(chosen)))))
        ax.imshow(tile, cmap=WEIGHTS, vmin=-w, vmax=w, extent=(x, x + 1, y + 1, y), interpolation="nearest")
        ax.imshow(digits, cmap="gray", extent=(x + 1.08, x + 2.08, y + 1, y), interpolation="nearest")
    show_grid(ax, grid, titles)
    return figure


def check_units(units, h):
    """units as indices 0..h − 1."""
    units = np.arange(min(h, 25)) if units is None else np.atleast_1d(np.asarray(units))
    if units.ndim != 1 or not len(units) or units.dtype.kind not in "iu" or units.min() < 0 or units.max() >= h:
        raise ValueError(f"units is {units.tolist()}, expected rows of Theta1: whole numbers from 0 to {h - 1}")
    return units


def plot_decision_regions(network: Network, X: Matrix, y: Vector, *, names: Iterable | None = None,
                          resolution: int = 300, title: str = "Which class is predicted where",
                          ax: Axes | None = None) -> Figure:
    """ŷ(x₁, x₂) as shaded regions, and the examples as points, for networks with two inputs.

    network    : Network with layer_sizes[0] = 2
    X, y       : (m, 2) examples and their (m,) labels, all in the network's classes
    names      : K texts to write instead of the labels
    resolution : int >= 1, points along each axis at which the network predicts
    Returns    : Figure
    Raises     : ValueError where there are not two inputs, and as check_network
    """
    network = check_network(network)
    classes = network.classes
    if network.layer_sizes[0] != 2:
        raise ValueError(f"layer_sizes={network.layer_sizes}: {network.layer_sizes[0]} inputs; regions are drawn for "
                         f"two inputs only")
    X, names, true = check_X(X, 2), class_names(names, classes), places_of(y, classes)
    if len(true) != len(X):
        raise ValueError(f"X has {len(X)} rows but y has {len(true)} labels; one row is one example")
    check_whole(resolution, "resolution")
    margin = 0.08 * np.ptp(X, axis=0) + 1e-9
    (left, bottom), (right, top) = X.min(axis=0) - margin, X.max(axis=0) + margin
    grid = np.meshgrid(np.linspace(left, right, resolution), np.linspace(bottom, top, resolution))
    predicted = network.predict(np.column_stack([axis.ravel() for axis in grid]))
    regions = places_of(predicted, classes).reshape(resolution, resolution)

    names = [shortened(name) for name in names]
    legend = max(map(width_of, ["true class", *names], ["medium"] * (len(names) + 1))) + 4.5 * points("medium") / 72
    ax = ax or plt.figure(figsize=(4.6 + legend, 5.4), layout="constrained").subplots()
    K = len(classes)
    colors = [*OKABE_ITO[:K]] if K <= 7 else [*plt.get_cmap("viridis", K)(range(K))]
    ax.imshow(regions, extent=(left, right, bottom, top), origin="lower", alpha=0.35,
              cmap=ListedColormap(colors), vmin=-0.5, vmax=K - 0.5, aspect="auto",
              interpolation="nearest")
    size = plt.rcParams["lines.markersize"] * min(1, np.sqrt(60 / len(X)))      # the regions remain visible
    for k, (name, color) in enumerate(zip(names, colors, strict=True)):
        ax.plot(*X[true == k].T, "osD^vP*"[k % 7], color=color, markeredgecolor="black", label=name, linestyle="",
                markersize=size)
    ax.set(xlabel="x₁", ylabel="x₂")
    ax.set_title(wrapped(title, 0.95 * ax.bbox.width / ax.figure.dpi - 0.2 * legend, plt.rcParams["axes.titlesize"]))
    ax.legend(title="true class", loc="upper left", bbox_to_anchor=(1, 1))
    return figure_of(ax)


def places_of(labels, classes):
    """(m,) the place k of each label in classes."""
    return one_hot(labels, classes).argmax(axis=1)
