"""Pictures. Each function draws on the Axes or Figure it is given, or on a new one, and returns it; none calls show."""
import matplotlib.pyplot as plt
import numpy as np

from nn.arguments import all_finite, as_floats
from nn.labels import check_classes, check_labels
from nn.metrics import confusion_matrix


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
    size = (min(10, 1 + 0.75 * columns), min(12, 1 + 0.75 * rows + (titles is not None)))
    figure = figure or plt.figure(figsize=size, layout="constrained")
    axes = figure.subplots(rows, columns, squeeze=False, gridspec_kw={"wspace": 0.05, "hspace": 0.05})
    for ax in axes.flat:
        ax.axis("off")
    for ax, image in zip(axes.flat, images, strict=False):          # the last row of the grid may have places to spare
        ax.imshow(image, cmap=cmap, vmin=low, vmax=high, interpolation="nearest")
    for ax, text in zip(axes.flat, titles if titles is not None else [], strict=False):
        ax.set_title(text, fontsize=9, pad=2)
    if title:
        figure.suptitle(title)
    if caption:
        figure.supxlabel(caption, fontsize=9)
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
    ax.set_ylim(bottom=0)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.grid(alpha=0.3)
    last = (first + len(costs) - 1, costs[-1])
    ax.annotate(f"{costs[-1]:.4f}", last, xytext=(0, 8), textcoords="offset points", ha="right")
    if label:
        ax.legend()
    if caption:
        ax.figure.supxlabel(caption, fontsize=9)
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
    K = len(classes)
    ax = ax or plt.figure(figsize=(min(12, 2.4 + 0.5 * K), min(11, 2 + 0.45 * K)), layout="constrained").subplots()
    picture = ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    ax.figure.colorbar(picture, ax=ax, label="share of the row", fraction=0.046)
    ax.set(title=title, xlabel="predicted", ylabel="true")
    names = [str(name) for name in (names if names is not None else classes)]
    if K <= 30:                                                     # beyond that, neither fits
        long = max(map(len, names)) > 4
        ax.set_xticks(range(K), names, rotation=45 if long else 0, ha="right" if long else "center")
        ax.set_yticks(range(K), names)
    for row, column in np.argwhere(shares >= 0.0005) if K <= 30 else []:
        ax.text(column, row, f"{100 * shares[row, column]:.1f}", ha="center", va="center", fontsize=8,
                color="white" if shares[row, column] > 0.5 else "black")
    ax.figure.supxlabel("numbers: per cent of the row; blank: none", fontsize=9)
    return ax


def plot_misclassified(X, y, predicted, most=25, image_shape=None, order=None, names=None, figure=None, title=None):
    """The digits that were taken for something else, each with the label it got and, in brackets, its own.

    X            : (m, pixels) one unrolled image a row, or (m, h, w)
    y, predicted : (m,) labels
    most         : int, how many to show at the most, spread evenly over all of them
    names        : dict from a label to the text to write for it, such as {10: "0"}
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
    titles = [f"{names.get(p, p)} ({names.get(t, t)})" for p, t in zip(predicted[shown].tolist(), y[shown].tolist(),
                                                                       strict=True)]
    return plot_images(np.asarray(X)[shown], image_shape, order, titles=titles, title=title, figure=figure,
                       caption="above each digit: predicted (true)")
