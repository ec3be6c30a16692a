"""Pictures. Each function draws on the Axes or Figure it is given, or on a new one, and returns it; none calls show."""

import matplotlib.pyplot as plt
import numpy as np

from nn.arguments import all_finite, as_floats


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
