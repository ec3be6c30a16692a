"""A drawing or photograph of one digit, made to look like the training digits: ink, then its box, then its centre."""
import os
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from nn.arguments import Matrix, Vector, as_floats
from nn.files.resize import resize, unroll_columns


def prepare_digit(image: ArrayLike, pixels: int = 400) -> Vector:
    """A drawing or photograph of one digit -> one row of X, made as the training digits were.

    MNIST's digits are bright ink on black, the longer side of the digit's box scaled to 20 pixels, its centre of mass
    in the middle of 28×28. For 400 pixels, this is then resized to 20×20 and unrolled by columns, as in exercise 4.

    image   : (h, w) numbers, any range, such as np.asarray(PIL.Image.open("photo.png").convert("L")); ink may be
              darker or brighter than the paper, which the border shows
    pixels  : 400 (20×20, by columns) or 784 (28×28, by rows)
    Returns : (pixels,) float64
    Raises  : ValueError where nothing is drawn, image is a path or not a finite matrix, or pixels is another number
    Source  : LeCun, Cortes, Burges, "The MNIST database of handwritten digits"
    """
    if pixels not in (400, 784):
        raise ValueError(f"the network takes {pixels} inputs; images can be fitted to 400 (20×20) or 784 (28×28)")
    canvas = centre(fit_box(ink(as_grey(image))))
    return canvas.ravel() if pixels == 784 else unroll_columns(resize(canvas[None], (20, 20)))[0]


def as_grey(image: Any) -> Matrix:
    """image as a float64 matrix.

    Raises : ValueError where it is a path, not numbers, or not a finite matrix; the message says what to pass
    """
    if isinstance(image, (str, bytes, os.PathLike)):
        raise ValueError(f"image is {image!r}, a path, expected the pixels in that file: "
                         f'np.asarray(PIL.Image.open({os.fspath(image)!r}).convert("L"))')
    grey = as_floats(image, "image")
    if grey.ndim != 2 or grey.size == 0 or grey.dtype.kind == "c" or not np.isfinite(grey).all():
        raise ValueError(f"image.shape={grey.shape}, expected (height, width) and finite real numbers"
                         f"{slip_of_image(image, grey)}")
    return grey


def slip_of_image(image: Any, grey: Matrix) -> str:
    """How an image of other axes becomes a matrix, or ""."""
    if grey.ndim == 3 and grey.shape[-1] in (2, 3, 4):
        return "; of colours, pass " + ('image.convert("L")' if hasattr(image, "convert") else
                                        "image[..., :3].mean(axis=-1)")
    if grey.ndim == 3:
        return "; pass one image at a time: [nn.prepare_digit(image) for image in images]"
    return "; a row of 784 pixels is image.reshape(28, 28)" if grey.shape == (784,) else ""


def ink(image: Matrix) -> Matrix:
    """How much ink is on each pixel, 0..1:  |image − paper|, as a part of its maximum.

    image   : (h, w) numbers, any range
    Returns : (h, w), what is fainter than 0.15 set to 0
    Raises  : ValueError where it is blank
    """
    distance = np.abs(image - paper(image))
    if distance.max() <= 1e-6 * max(1.0, np.abs(image).max()):
        raise ValueError("the image is blank: every pixel has the brightness of the paper")
    level = distance / distance.max()
    return np.where(level > 0.15, level, 0.0)                       # the paper's own grain is not ink


def paper(image: Matrix) -> Matrix:
    """The brightness of the paper at each pixel:  a + b·row + c·column, the plane that fits the border best.

    A plane, because a lamp or a window lights one side of a photograph more than the other. Where ink touches the
    border, no plane fits, and it is the median of the border.
    """
    rows, columns = np.meshgrid(*map(np.arange, image.shape), indexing="ij")
    border = np.ones(image.shape, dtype=bool)
    border[1:-1, 1:-1] = False
    if 0 < np.ptp(image[border]) < 0.5 * np.ptp(image):             # more than that is ink
        sides = np.column_stack([np.ones(border.sum()), rows[border], columns[border]])
        a, b, c = np.linalg.lstsq(sides, image[border], rcond=None)[0]
        return a + b * rows + c * columns
    return np.full(image.shape, np.median(image[border]))


def fit_box(image: Matrix, size: int = 20) -> Matrix:
    """The digit's bounding box, scaled so that its longer side has `size` pixels and its darkest ink is 1 again."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    box = image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    shape = [max(1, round(size * side / max(box.shape))) for side in box.shape]
    small = np.clip(resize(box, shape), 0, 1)
    return small / small.max()                                      # shrinking makes a thin pen faint


def centre(box: Matrix, size: int = 28) -> Matrix:
    """The box on an empty square, its centre of mass in the middle (as near as whole pixels allow, nothing cut off).

    The middle of 28 pixels is pixel 14, counted from 0, as in MNIST, whose centres of mass all lie in 13.5..14.5.
    """
    canvas = np.zeros((size, size))
    mass = box.sum()
    corner = []
    for axis, side in enumerate(box.shape):
        centre_of_mass = np.sum(box.sum(axis=1 - axis) * np.arange(side)) / mass
        corner.append(int(np.clip(round(round(size / 2 - centre_of_mass, 9)), 0, size - side)))
    top, left = corner
    canvas[top:top + box.shape[0], left:left + box.shape[1]] = box
    return canvas
