"""Pictures. Each function draws on the Axes or Figure it is given, or on a new one, and returns it; none calls show."""
import re
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import animation as movies
from matplotlib import cycler
from matplotlib.colors import ListedColormap

from nn.arguments import all_finite, as_floats, check_layer_sizes, check_whole, check_X
from nn.labels import check_classes, check_labels, one_hot
from nn.metrics import accuracy, confusion_matrix
from nn.network import feedforward, predict, weighted_sums
from nn.parameters import unflatten
from nn.storage import atomic_write

#: colours that the colour-blind tell apart too. Source: Okabe and Ito, Color Universal Design, 2008
OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7", "#F0E442", "#000000")
FOR, AGAINST = OKABE_ITO[:2]        # what raises z, and what lowers it

SLIDES = {
    "font.size": 17, "figure.titlesize": "x-large", "lines.linewidth": 3.5,
    "lines.markersize": 12, "axes.linewidth": 1.6, "xtick.major.width": 1.6, "ytick.major.width": 1.6,
    "xtick.major.size": 7, "ytick.major.size": 7, "grid.linewidth": 1.4, "axes.prop_cycle": cycler(color=OKABE_ITO),
}


def slides():
    """A style that is legible from the last row: large letters, thick lines, colours that the colour-blind tell apart.

    Returns : context manager:   with visualize.slides(): figure = visualize.plot_costs(result.costs).figure
    """
    return plt.rc_context(SLIDES)


def plot_images(X, image_shape=None, order=None, titles=None, title=None, caption=None, figure=None, limits=None,
                columns=None, cmap="gray"):
    """Images side by side on one grid and one shared scale of greys.

    X           : (m, pixels) one unrolled image a row, or (m, h, w)
    image_shape : (h, w); inferred where pixels is a square
    order       : "F" where images are unrolled column by column, as in exercise 4 (default for 400 pixels), "C" row by
                  row, as in MNIST (default otherwise)
    titles      : m texts, one above each image
    title       : above the whole; caption: below it
    limits      : (value drawn black, value drawn white); default: the extremes over all images
    columns     : images in a row; default: as many as make the grid square
    Returns     : Figure
    Raises      : ValueError where the pixels are no image shape that was told or can be inferred
    """
    images = as_images(X, image_shape, order)
    low, high = limits or (images.min(), images.max())
    columns = columns or int(np.ceil(np.sqrt(len(images))))
    rows = -(-len(images) // columns)
    titles = [str(text) for text in titles] if titles is not None else []
    lines = [line for text in titles for line in text.split("\n")]
    tile_width = max([0.75, *(0.15 + 0.075 * len(line) for line in lines)])     # inches, as all these; 0.075 a letter
    tile_height = 0.75 + 0.2 * (len(lines) > len(titles))
    width = max(1 + tile_width * columns, 0.11 * len(title or ""), 0.075 * len(caption or ""))
    size = (min(12, width), min(12, 1 + tile_height * rows + bool(lines)))
    figure = figure or plt.figure(figsize=size, layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, gridspec_kw={"wspace": 0.05, "hspace": 0.05})
    for ax in axes.flat:
        ax.axis("off")
    for ax, image in zip(axes.flat, images, strict=False):          # the last row of the grid may have places to spare
        ax.imshow(image, cmap=cmap, vmin=low, vmax=high, interpolation="nearest")
    for ax, text in zip(axes.flat, titles, strict=False):
        ax.set_title(text, fontsize="small", pad=2)
    if title:
        figure.suptitle(title)
    if caption:
        figure.supxlabel(caption, fontsize="small")
    return figure


def as_images(X, image_shape=None, order=None):
    """(m, pixels) or (m, h, w) -> (m, h, w); the image shape is inferred where it is a square."""
    X = as_floats(X, "X")
    if X.ndim == 3 and image_shape in (None, X.shape[1:]):
        image_shape, order, X = X.shape[1:], "C", X.reshape(len(X), -1)
    if X.ndim != 2 or X.size == 0 or not all_finite(X):
        raise ValueError(f"X.shape={X.shape}, wanted (m, pixels) or (m, h, w) of finite numbers, at least one image")
    pixels = X.shape[1]
    if image_shape is None:
        side = round(np.sqrt(pixels))
        image_shape = (side, side)
    height, width = image_shape
    if height * width != pixels:
        raise ValueError(f"{pixels} pixels are no image of shape {height}×{width}; pass image_shape=(h, w) with "
                         f"h · w = {pixels}")
    if order not in (None, "C", "F"):
        raise ValueError(f"order is {order!r}, wanted \"F\" (column by column) or \"C\" (row by row)")
    if (order or ("F" if pixels == 400 else "C")) == "F":
        return X.reshape(-1, width, height).transpose(0, 2, 1)
    return X.reshape(-1, height, width)


def plot_hidden_units(Theta1, image_shape=None, order=None, title="What each hidden unit looks for", figure=None,
                      limits=None, columns=None):
    """The rows of Theta1 as images, WITHOUT column 0: the bias is no pixel.

    Theta1      : (h, n + 1) weights of the first layer, with the bias column
    image_shape : (rows, columns) of a picture; inferred where n is a square
    limits      : the weights drawn black and white, shared by all units; default: −w and w, w the largest |weight|
    the others  : as in plot_images
    Returns     : Figure
    Raises      : ValueError where n is no image shape that was told or can be inferred: was the bias dropped already?
    """
    Theta1 = as_floats(Theta1, "Theta1")
    if Theta1.ndim != 2 or Theta1.shape[1] < 2:
        raise ValueError(f"Theta1.shape={Theta1.shape}, wanted (hidden units, inputs + 1)")
    try:
        images = as_images(Theta1[:, 1:], image_shape, order)
    except ValueError as error:
        raise ValueError(f"Theta1.shape={Theta1.shape} has {Theta1.shape[1]} columns, the first of them the bias: "
                         f"{error}. Was the bias column dropped already? It is wanted here") from None
    w = np.abs(images).max() or 1.0
    low, high = limits or (-w, w)
    return plot_images(images, title=title, figure=figure, limits=(low, high), columns=columns,
                       caption=f"bias left out; black {low:.2g}, grey {(low + high) / 2:.2g}, white {high:.2g}")


def plot_costs(costs, ax=None, title="Cost during training", label=None, xlabel="iteration", first=0, caption=None):
    """The cost after each iteration.

    costs   : (iterations + 1,) floats, nats per example, the start first
    first   : number of the first of them: 1 where the start is missing, as in MLPClassifier's loss_curve_
    Returns : Axes
    """
    if hasattr(costs, "costs"):
        raise ValueError("costs is a TrainingResult, wanted its costs: plot_costs(result.costs)")
    costs = as_floats(costs, "costs")
    if costs.ndim != 1 or costs.size == 0:
        raise ValueError(f"costs.shape={costs.shape}, wanted (iterations + 1,), at least the cost at the start")
    ax = ax or plt.figure(figsize=(6.4, 4.2), layout="constrained").subplots()
    ax.plot(np.arange(first, first + len(costs)), costs, marker="." if len(costs) < 60 else None, label=label)
    ax.set(title=title, xlabel=xlabel, ylabel="cost J (nats per example)")
    ax.set_ylim(0, max(1.1 * costs.max(), ax.get_ylim()[1]))        # room for the number at the last point
    if len(costs) == 1:
        ax.set_xlim(first - 1, first + 1)                           # else matplotlib counts in hundredths
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.grid(alpha=0.3)
    last = (first + len(costs) - 1, costs[-1])
    ax.annotate(f"{costs[-1]:#.4g}", last, xytext=(0, 8), textcoords="offset points", ha="right")
    if label:
        ax.legend()
    if caption:
        ax.figure.supxlabel(caption, fontsize="small")
    return ax


def plot_confusion_matrix(y, predicted, classes, ax=None, title="Which class is taken for which", names=None):
    """Confusion matrix, each row divided by its sum: of the examples of a class, the share taken for each.

    y, predicted : (m,) labels, all in classes
    classes      : (K,) labels in the order of rows and columns
    names        : K texts to write instead of the labels
    Returns      : Axes
    """
    classes = check_classes(classes)
    shares = confusion_matrix(y, predicted, classes, normalize=True)
    names, K = texts(names, classes), len(classes)
    ax = ax or plt.figure(figsize=(min(12, 2.4 + 0.5 * K), min(11, 2 + 0.45 * K)), layout="constrained").subplots()
    ax.figure.colorbar(show_shares(ax, shares, names), ax=ax, label="share of the row", fraction=0.046)
    ax.set(title=title)
    for row, column in np.argwhere(shares >= 0.0005) if K <= 30 else []:
        ax.text(column, row, f"{100 * shares[row, column]:.1f}", ha="center", va="center", fontsize="small",
                color="white" if shares[row, column] > 0.5 else "black")
    ax.figure.supxlabel("numbers: per cent of the row; blank: none", fontsize="small")
    return ax


def show_shares(ax, shares, names):
    """A normalised confusion matrix on a fixed scale, white for 0 and dark blue for 1; returns the image."""
    picture = ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    ax.set(xlabel="predicted", ylabel="true")
    if len(names) <= 30:                                            # beyond that, they do not fit
        long = max(map(len, names)) > 4
        ax.set_xticks(range(len(names)), names, rotation=45 if long else 0, ha="right" if long else "center")
        ax.set_yticks(range(len(names)), names)
    return picture


def texts(names, classes):
    """What to write for each class: names, where they are given."""
    names = [plain(name) for name in (names if names is not None else classes)]
    if len(names) != len(classes):
        raise ValueError(f"{len(names)} names {names} for {len(classes)} classes {list(classes)}")
    return names


def plain(text):
    """A label as text that matplotlib does not take for mathematics, which begins with a $."""
    return str(text).replace("$", r"\$")


def short(text):
    """A label as it can stand above an image."""
    return text if len(text) <= 16 else text[:15] + "…"


def plot_misclassified(X, y, predicted, most=25, image_shape=None, order=None, names=None, figure=None, title=None,
                       caption="above each digit: predicted (true)"):
    """The digits that were taken for something else, each with the label it got and, in brackets, its own.

    X            : (m, pixels) one unrolled image a row, or (m, h, w)
    y, predicted : (m,) labels
    most         : int, how many to show at the most, spread evenly over all of them
    names        : dict from a label to the text to write for it, such as {10: "0"}
    title        : above the whole; default: how many of how many; caption: below it
    Returns      : Figure; it says so where none was misclassified
    """
    y, predicted = check_labels(y), check_labels(predicted, "predicted")
    if not len(X) == len(y) == len(predicted):
        raise ValueError(f"X has {len(X)} rows, y {len(y)} and predicted {len(predicted)} labels; "
                         f"one row is one example")
    wrong = np.flatnonzero(y != predicted)
    shown = wrong[np.unique(np.linspace(0, len(wrong) - 1, min(most, len(wrong))).astype(int))] if len(wrong) else wrong
    names = names or {}
    title = title or (f"Misclassified: {len(wrong)} of {len(y)}"
                      + (f" ({len(shown)} of them shown)" if len(shown) < len(wrong) else ""))
    if len(shown) == 0:
        figure = figure or plt.figure(figsize=(4, 2), layout="constrained")
        figure.suptitle(title)
        figure.text(0.5, 0.4, "nothing to show", ha="center")
        return figure
    pairs = [[plain(short(str(names.get(label, label)))) for label in pair]
             for pair in zip(predicted[shown].tolist(), y[shown].tolist(), strict=True)]
    between = "\n" if max(len(text) for pair in pairs for text in pair) > 5 else " "
    titles = [f"{one}{between}({other})" for one, other in pairs]
    return plot_images(np.asarray(X)[shown], image_shape, order, titles=titles, title=title, figure=figure,
                       caption=caption)


def plot_activations(theta, x, layer_sizes, classes, *, hidden="sigmoid", output="sigmoid", most=8, names=None,
                     image_shape=None, order=None, title=None, ax=None):
    """What happens in the network for one digit: z⁽ᴸ⁾ₖ = Θₖ₀ + Σⱼ Θₖⱼ aⱼ,  k the winning class, line j is Θₖⱼ aⱼ.

    theta, layer_sizes, hidden, output : as in feedforward, with a hidden layer
    x           : (n,) the digit, one unrolled image
    classes     : (K,) labels in the order of the output units; names: K texts to write instead
    most        : int >= 1, how many units of the last hidden layer to show: those with the largest |Θₖⱼ aⱼ|
    image_shape, order, title : as in plot_images
    Returns     : Axes: the digit; each unit's weights (of a network with one hidden layer; red where ink lowers its z,
                  blue where it raises it) and activation; lines, blue for the winner, orange against it, the thicker
                  the more; the output layer as bars
    Raises      : ValueError where there is no hidden layer or x is not one digit, and as feedforward

    >>> theta = np.zeros(3 * 5 + 2 * 4)
    >>> plot_activations(theta, np.zeros(4), (4, 3, 2), classes=["no", "yes"]).get_title()
    'The network says no'
    """
    layer_sizes, classes = check_layer_sizes(layer_sizes), check_classes(classes)
    if len(layer_sizes) < 3:
        raise ValueError(f"layer_sizes={layer_sizes} has no hidden layer, and so no hidden units to show")
    x = one_digit(x, layer_sizes[0])
    winner = predict(theta, x, layer_sizes, classes, hidden=hidden, output=output)
    activations, _ = feedforward(theta, x, layer_sizes, hidden=hidden, output=output)
    Thetas, names = unflatten(theta, layer_sizes), texts(names, classes)
    k, a = int(np.argmax(classes == winner)), activations[-2][0]
    shares = Thetas[-1][k, 1:] * a                                  # what each unit adds to the winner's z
    units = strongest(shares, most)
    tiles = as_images(Thetas[0][units, 1:], image_shape, order) if len(layer_sizes) == 3 else None

    ax = ax or plt.figure(figsize=(12, 6.75), layout="constrained").subplots()
    draw_tile(ax, as_images(x, image_shape, order)[0], (DIGIT, 4.5), 5, "gray", "black")
    draw_units(ax, tiles, a[units], hidden)
    draw_outputs(ax, activations[-1][0], names, k)
    draw_lines(ax, shares[units], column(len(classes))[0][k])
    label_columns(ax, names[k], len(units), len(a), len(layer_sizes))
    ax.set(xlim=(-0.1, 19.1), ylim=(-1, 10.3), aspect="equal")
    ax.set_title(title or f"The network says {names[k]}", fontsize="x-large")
    ax.axis("off")
    return ax


#: where plot_activations has its columns, from left to right, on Axes that are 19 wide; 4.5 is half their height
DIGIT, TILES, CIRCLES, BARS = 2.5, 7.9, 9.25, 14.5


def one_digit(x, n):
    """x as a (1, n) row."""
    x = as_floats(x, "x")
    if x.shape not in ((n,), (1, n)):
        raise ValueError(f"x.shape={x.shape}, wanted ({n},): one digit, unrolled")
    return check_X(x.reshape(1, n), n)


def strongest(shares, most):
    """Indices of the `most` entries that are largest in size, from the most positive to the most negative."""
    check_whole(most, "most")
    chosen = np.argsort(-np.abs(shares), kind="stable")[:most]
    return chosen[np.argsort(-shares[chosen], kind="stable")]


def column(count):
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
    """A column of hidden units: the weights as tiles, the activations as circles, white for none, black for most."""
    heights, gap = column(len(a))
    low = -1.0 if hidden == "tanh" else min(0.0, a.min())
    high = 1.0 if hidden in ("sigmoid", "tanh") else max(a.max(), low + 1e-12)
    start, style = (CIRCLES, ":") if tiles is None else (TILES, "-")        # dotted: there are layers in between
    w = 1.0 if tiles is None else np.abs(tiles).max() / 2 or 1.0
    for height, tile in zip(heights, tiles if tiles is not None else [], strict=False):
        draw_tile(ax, tile, (TILES, height), 0.88 * gap, "RdBu", "grey", limits=(-w, w))
    for height, activation, dark in zip(heights, a, (a - low) / (high - low), strict=True):
        ax.plot([DIGIT + 2.5, start], [4.5, height], style, color="darkgrey", linewidth=1, zorder=0)
        ax.add_patch(plt.Circle((CIRCLES, height), 0.45 * min(gap, 0.93), facecolor=str(1 - dark), edgecolor="black"))
        if gap > 0.6:                                               # there is room for a number
            ax.text(CIRCLES, height, f"{activation:.1f}", ha="center", va="center", fontsize="small",
                    color="white" if dark > 0.5 else "black")


def draw_lines(ax, shares, end):
    """From each hidden unit to the winner: the thicker the more its share Θₖⱼ aⱼ, the colour for its sign."""
    for height, share in zip(column(len(shares))[0], shares, strict=True):
        ax.plot([CIRCLES + 0.5, BARS - 1.2], [height, end], color=FOR if share >= 0 else AGAINST, alpha=0.75,
                linewidth=0.5 + 6 * abs(share) / (np.abs(shares).max() or 1), solid_capstyle="round")


def draw_outputs(ax, a, names, k):
    """The output layer as bars from 0 to 1, unit k dark."""
    heights, gap = column(len(a))
    size = plt.rcParams["font.size"] * min(1, 1.3 * gap)
    colors = ["black" if j == k else "darkgrey" for j in range(len(a))]
    ax.barh(heights, 3 * a, left=BARS, height=0.75 * gap, color=colors)
    ax.plot([BARS, BARS], [-0.1, 9.1], color="black", linewidth=1)
    for j, (height, name) in enumerate(zip(heights, names, strict=True)):
        style = {"va": "center", "fontweight": "bold" if j == k else "normal"}
        ax.text(BARS - 0.3, height, name, ha="right", fontsize=1.4 * size, **style)
        ax.text(BARS + 0.15 + 3 * a[j], height, f"{a[j]:.2f}", fontsize=size, **style)


def label_columns(ax, winner, shown, units, layers):
    """What the columns of plot_activations are, and what its colours mean."""
    place = "hidden units" if layers == 3 else "units of the last hidden layer"
    ax.text(DIGIT, 7.3, "the digit x", ha="center", fontsize="large")
    ax.text((TILES + CIRCLES) / 2, 9.35, f"{shown} of {units} {place}", ha="center", fontsize="large")
    ax.text(BARS + 1.5, 9.35, "output", ha="center", fontsize="large")
    if layers == 3:
        ax.text(TILES + 0.4, -0.75, "weights: blue +, red −", ha="right")
    ax.text(BARS - 1.4, -0.75, f"speaks for {winner}", ha="right", color=FOR, fontweight="bold")
    ax.text(BARS - 0.9, -0.75, "speaks against it", color=AGAINST, fontweight="bold")


def plot_exciting_digits(Theta1, X, units=None, most=9, *, image_shape=None, order=None, title=None, figure=None):
    """What makes a hidden unit fire: its weights, and beside them the digits of X with the largest z = Θ⁽¹⁾ [1; x].

    Theta1  : (h, n + 1) weights of the first layer, with the bias column
    X       : (m, n) one digit a row
    units   : which rows of Theta1 to show, counted from 0; default: all, of more than 25 the first 25
    most    : int >= 1, digits a unit, the most exciting at the top left; above them the z of the first and the last.
              (Every activation rises with z, so the order is the same for all of them)
    image_shape, order, title : as in plot_images
    Returns : Figure; blue weights: ink there excites the unit; red: ink there calms it
    Raises  : ValueError where the shapes do not fit, or a unit does not exist
    """
    Theta1 = as_floats(Theta1, "Theta1")
    if Theta1.ndim != 2 or Theta1.shape[1] < 2 or not all_finite(Theta1):
        raise ValueError(f"Theta1.shape={Theta1.shape}, wanted (hidden units, inputs + 1), finite")
    X, units = check_X(X, Theta1.shape[1] - 1), which_units(units, len(Theta1))
    check_whole(most, "most")
    Z = weighted_sums(Theta1[units], X)                             # (m, units)
    best = np.argsort(-Z, axis=0, kind="stable")[:most].T           # (units, most)
    weights = as_images(Theta1[units, 1:], image_shape, order)
    w = np.abs(weights).max() / 2 or 1.0
    columns = int(np.ceil(np.sqrt(len(units))))
    rows = -(-len(units) // columns)
    width = max(8, 2.5 * columns)
    figure = figure or plt.figure(figsize=(width, 1 + (0.3 + width / columns / 2.08) * rows), layout="constrained")
    axes = [*figure.subplots(rows, columns, squeeze=False).flat]
    for ax in axes:
        ax.axis("off")
    for ax, unit, tile, chosen, z in zip(axes, units, weights, best, Z.T, strict=False):
        digits = mosaic(as_images(X[chosen], image_shape, order), columns=int(np.ceil(np.sqrt(len(chosen)))))
        ax.imshow(tile, cmap="RdBu", vmin=-w, vmax=w, extent=(0, 1, 0, 1), interpolation="nearest")
        ax.imshow(digits, cmap="gray", extent=(1.08, 2.08, 0, 1), interpolation="nearest")
        ax.set(xlim=(0, 2.08), ylim=(0, 1))
        ax.set_title(f"unit {unit}: z = {z[chosen[0]]:.1f} … {z[chosen[-1]]:.1f}", fontsize="small", pad=3)
    figure.suptitle(title or "What excites each hidden unit most")
    figure.supxlabel("left: its weights, blue where ink raises z, red where it lowers z", fontsize="small")
    return figure


def which_units(units, h):
    """units as indices 0..h − 1."""
    units = np.arange(min(h, 25)) if units is None else np.atleast_1d(np.asarray(units))
    if units.ndim != 1 or not len(units) or units.dtype.kind not in "iu" or units.min() < 0 or units.max() >= h:
        raise ValueError(f"units is {units.tolist()}, wanted rows of Theta1: whole numbers from 0 to {h - 1}")
    return units


def mosaic(images, columns):
    """(m, h, w) -> one picture with all images on a grid, nan between them and where the last row has places to spare.

    >>> mosaic(np.arange(3.0).reshape(3, 1, 1), columns=2).tolist()
    [[0.0, nan, 1.0], [nan, nan, nan], [2.0, nan, nan]]
    """
    m, height, width = images.shape
    rows = -(-m // columns)
    images = np.pad(images, ((0, rows * columns - m), (0, 1), (0, 1)), constant_values=np.nan)
    grid = images.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    return grid.reshape(rows * (height + 1), columns * (width + 1))[:-1, :-1]


def plot_decision_regions(theta, X, y, layer_sizes, classes, *, hidden="sigmoid", output="sigmoid", names=None,
                          resolution=300, title="Where the network says what", ax=None):
    """ŷ(x₁, x₂) as shaded regions, and the examples as points, for networks with two inputs.

    theta, X, layer_sizes, hidden, output : as in feedforward, layer_sizes[0] = 2
    y          : (m,) labels, all in classes
    classes    : (K,) labels in the order of the output units; names: K texts to write instead
    resolution : int >= 1, places along each axis at which the network is asked
    Returns    : Axes
    Raises     : ValueError where there are not two inputs, and as predict
    """
    layer_sizes, classes = check_layer_sizes(layer_sizes), check_classes(classes)
    if layer_sizes[0] != 2:
        raise ValueError(f"layer_sizes={layer_sizes}: {layer_sizes[0]} inputs; regions are drawn for two inputs only")
    X, names = check_X(X, 2), texts(names, classes)
    true = one_hot(y, classes).argmax(axis=1)
    if len(true) != len(X):
        raise ValueError(f"X has {len(X)} rows but y has {len(true)} labels; one row is one example")
    check_whole(resolution, "resolution")
    margin = 0.08 * np.ptp(X, axis=0) + 1e-9
    (left, bottom), (right, top) = X.min(axis=0) - margin, X.max(axis=0) + margin
    grid = np.meshgrid(np.linspace(left, right, resolution), np.linspace(bottom, top, resolution))
    places = np.column_stack([axis.ravel() for axis in grid])
    region = predict(theta, places, layer_sizes, range(len(classes)), hidden=hidden, output=output)

    ax = ax or plt.figure(figsize=(6.4, 5.4), layout="constrained").subplots()
    colors = [*OKABE_ITO[:7]] if len(classes) <= 7 else plt.get_cmap("viridis", len(classes)).colors
    ax.imshow(region.reshape(resolution, resolution), extent=(left, right, bottom, top), origin="lower", alpha=0.35,
              cmap=ListedColormap(colors[:len(classes)]), vmin=-0.5, vmax=len(classes) - 0.5, aspect="auto",
              interpolation="nearest")
    for k, (name, color) in enumerate(zip(names, colors, strict=False)):
        ax.plot(*X[true == k].T, "osD^vP*"[k % 7], color=color, markeredgecolor="black", label=name, linestyle="")
    ax.set(title=title, xlabel="x₁", ylabel="x₂")
    ax.legend(title="true class", loc="upper left", bbox_to_anchor=(1, 1))
    return ax


def animate_training(result, X=None, y=None, classes=None, *, hidden="sigmoid", output="sigmoid", image_shape=None,
                     order=None, names=None, interval=200, figure=None):
    """How the network came to be: at each recorded moment its hidden units, its cost and its confusion matrix.

    result      : what train(…, record=…) returns, or anything with its snapshots and layer_sizes
    X, y        : (m, n) digits and (m,) labels to judge it by; without them, there is no confusion matrix
    classes     : (K,) labels in the order of the output units; names: K texts to write instead
    hidden, output     : as in feedforward
    image_shape, order : as in plot_images
    interval    : milliseconds between two frames
    Returns     : FuncAnimation, one frame a snapshot, all scales fixed; keep it until it is saved or shown. In a
                  notebook: IPython.display.HTML(animation.to_jshtml()); to a file: save_animation
    Raises      : ValueError where there are no snapshots, or only some of X, y and classes
    """
    snapshots, layer_sizes = moments_of(result)
    given = [argument is not None for argument in (X, y, classes)]
    if any(given) and not all(given):
        raise ValueError("X, y and classes belong together: pass all three for a confusion matrix, or none of them")
    check_whole(interval, "interval")
    predictions = [predict(one.theta, X, layer_sizes, classes, hidden=hidden, output=output)
                   for one in snapshots] if all(given) else []
    figure = figure or plt.figure(figsize=(13.6, 5.2) if all(given) else (9.2, 5.2), layout="constrained")
    axes = figure.subplots(1, 3 if all(given) else 2)
    panels = [show_units(axes[0], snapshots, layer_sizes, image_shape, order), show_cost(axes[1], snapshots)]
    if all(given):
        panels.append(show_confusion(axes[2], y, predictions, check_classes(classes), names))

    def frame(number):
        return [artist for panel in panels for artist in panel(number)]

    frame(len(snapshots) - 1)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")                                # laid out once: nothing moves from frame to frame
    return movies.FuncAnimation(figure, frame, frames=len(snapshots), interval=interval, cache_frame_data=False)


def moments_of(result):
    """(snapshots, layer_sizes) of a TrainingResult, at least one snapshot."""
    if not hasattr(result, "snapshots") or not hasattr(result, "layer_sizes"):
        raise ValueError(f"result is of type {type(result).__name__}, wanted what train(…, record=…) returns")
    if not result.snapshots:
        raise ValueError("result has no snapshots, so there is nothing to animate; "
                         "train(…, record=(1, 10, 100)) keeps them")
    return result.snapshots, check_layer_sizes(result.layer_sizes)


def show_units(ax, snapshots, layer_sizes, image_shape, order, most=100):
    """Draws the first layer's weights; returns a function that draws those of another snapshot in their place."""
    images = [as_images(unflatten(one.theta, layer_sizes)[0][:most, 1:], image_shape, order) for one in snapshots]
    columns = int(np.ceil(np.sqrt(len(images[0]))))
    w = np.abs(images[-1]).max() / 2 or 1.0                         # a few large weights would leave all others grey
    picture = ax.imshow(mosaic(images[0], columns), cmap="gray", vmin=-w, vmax=w, interpolation="nearest")
    kind, units = "hidden" if len(layer_sizes) > 2 else "output", layer_sizes[1]
    ax.set_title(f"{units} {kind} units" + (f", the first {most}" if units > most else ""))
    ax.set_xlabel(f"black ≤ −{w:.2g}, white ≥ {w:.2g}")
    ax.set(xticks=[], yticks=[], frame_on=False)

    def show(number):
        picture.set_data(mosaic(images[number], columns))
        return [picture]
    return show


def show_cost(ax, snapshots):
    """Draws the cost curve; returns a function that moves its marker to another snapshot."""
    evaluations, costs = [one.evaluations for one in snapshots], [one.cost for one in snapshots]
    ax.plot(evaluations, costs, color=FOR, alpha=0.4)
    point, = ax.plot(evaluations[:1], costs[:1], "o", color=AGAINST, markersize=1.6 * plt.rcParams["lines.markersize"])
    ax.set(xscale="log", xlabel="evaluations of cost and gradient", ylabel="cost J (nats per example)")
    ax.set_ylim(bottom=0)
    ax.set_box_aspect(1)
    ax.xaxis.set_major_formatter("{x:g}")
    ax.xaxis.set_minor_formatter(plt.NullFormatter())
    ax.grid(alpha=0.3)

    def show(number):
        point.set_data(evaluations[number:number + 1], costs[number:number + 1])
        ax.set_title(f"evaluation {evaluations[number]}: J = {costs[number]:.3f}")
        return [point, ax.title]
    return show


def show_confusion(ax, y, predictions, classes, names):
    """Draws the confusion matrix of the first prediction; returns a function that puts another in its place."""
    shares = [confusion_matrix(y, predicted, classes, normalize=True) for predicted in predictions]
    right = [accuracy(y, predicted) for predicted in predictions]
    picture = show_shares(ax, shares[0], texts(names, classes))
    ax.figure.colorbar(picture, ax=ax, label="share of the row", fraction=0.046)

    def show(number):
        picture.set_data(shares[number])
        ax.set_title(f"accuracy {100 * right[number]:.1f} %")
        return [picture, ax.title]
    return show


def save_animation(animation, path, *, fps=None, dpi=90, progress=False):
    """Writes an animation as the ending of path says; atomically.

    animation : what animate_training returns, its figure still open
    path      : ending in .html (one file with buttons, which needs no network), .gif, or .mp4 (needs ffmpeg)
    fps       : frames a second; default: as the animation's interval says
    dpi       : pixels per inch of the figure
    progress  : show a tqdm bar on stderr
    Raises    : ValueError for another ending, and for .mp4 where there is no ffmpeg; OSError
    """
    from tqdm import tqdm
    path = check_movie(path)
    fps = fps or 1000 / getattr(animation.event_source, "interval", 200)
    writer = {".html": lambda: movies.HTMLWriter(fps, embed_frames=True, default_mode="once", embed_limit=2**10),
              ".gif": lambda: movies.PillowWriter(fps), ".mp4": lambda: movies.FFMpegWriter(fps)}[path.suffix]()
    with (atomic_write(path) as file, tempfile.TemporaryDirectory() as folder,
          tqdm(desc="animation", unit="frame", disable=not progress) as bar):
        def count(number, total):
            bar.total = total
            bar.update()
        draft = Path(folder, path.name)
        animation.save(draft, writer, dpi=dpi, progress_callback=count)
        file.write(offline(draft.read_text()).encode() if path.suffix == ".html" else draft.read_bytes())


def check_movie(path):
    """path as a Path that save_animation can write to."""
    path = Path(path)
    if path.suffix not in (".html", ".gif", ".mp4"):
        raise ValueError(f"{path}: an animation is saved as .html, .gif or .mp4; wanted one of these endings")
    if path.suffix == ".mp4" and not movies.FFMpegWriter.isAvailable():
        raise ValueError(f"{path}: writing .mp4 needs the program ffmpeg, which is not installed; "
                         f"take .html or .gif instead")
    return path


def offline(page):
    """matplotlib's page without the icons that it would fetch from the network: letters do as well."""
    signs = {"minus": "−", "fast-backward": "«", "step-backward": "‹", "play fa-flip-horizontal": "◀\ufe0e",
             "pause": "❚❚", "play": "▶\ufe0e", "step-forward": "›", "fast-forward": "»", "plus": "+"}
    page = re.sub(r"<link[^>]*>", "", page)
    page = re.sub(r'<i class="fa fa-([^"]*)"></i>', lambda icon: signs.get(icon[1], icon[1]), page)
    return ('<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Training</title>\n'
            f"<style>body {{ text-align: center }} .animation img {{ max-width: 100% }}</style>\n{page}</html>\n")
