"""A drawing or photograph of one digit, made to look like the training digits: ink, strokes, their box, its centre."""
import os
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn.arguments import Matrix, Vector, as_floats
from nn.files.resize import resize, unroll_columns
from nn.files.strokes import even, shear, slant, stroke_width, widen

FAINT = 0.15                        # of the darkest ink; what is fainter is the paper's grain, or the blur of an edge
FINE = 4                            # pixels for each of MNIST's, while the strokes are changed and centred
SLANT = 0.14                        # columns a row, the mean of the embedded digits
WIDTHS = (7.9, 13.3)                # fine pixels, between which four of five embedded digits lie


def prepare_digit(image: ArrayLike, pixels: int = 400) -> Vector:
    """A drawing or photograph of one digit -> one row of X, made as the training digits were.

    MNIST's digits are bright ink on black, the longer side of the digit's box scaled to 20 pixels, its centre of mass
    in the middle of 28×28. Before, the strokes get the slant and about the width that MNIST's have on average. For 400
    pixels, this is then resized to 20×20 and unrolled by columns, as in exercise 4.

    image   : (h, w) numbers, any range, such as np.asarray(PIL.Image.open("photo.png").convert("L")); ink may be
              darker or brighter than the paper, which the border shows
    pixels  : 400 (20×20, by columns) or 784 (28×28, by rows)
    Returns : (pixels,) float64
    Raises  : ValueError where nothing is drawn, image is a path or not a finite matrix, or pixels is another number
    Source  : LeCun, Cortes, Burges, "The MNIST database of handwritten digits"
    """
    if pixels not in (400, 784):
        raise ValueError(f"the network takes {pixels} inputs; images can be fitted to 400 (20×20) or 784 (28×28)")
    canvas = coarse(centre(typical_strokes(ink(as_grey(image)))))
    return canvas.ravel() if pixels == 784 else unroll_columns(resize(canvas[None], (20, 20)))[0]


def as_grey(image: Any) -> Matrix:
    """image as a float64 matrix.

    Raises : ValueError where it is a path, not numbers, or not a finite matrix; the message says what to pass
    """
    if isinstance(image, (bytes, bytearray)) or hasattr(image, "read"):
        what = "a file" if hasattr(image, "read") else "the bytes of a file"
        raise ValueError(f"image is {what}, expected the pixels in it: "
                         f'np.asarray(PIL.Image.open({"image" if what == "a file" else "io.BytesIO(image)"})'
                         f'.convert("L"))')
    if isinstance(image, (str, os.PathLike)):
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
    Returns : (h, w), what is at most as dark as `faintest` allows set to 0
    Raises  : ValueError where it is blank
    """
    distance = np.abs(image - paper(image))
    if distance.max() <= 1e-6 * max(1.0, np.abs(image).max()):
        raise ValueError("the image is blank: every pixel has the brightness of the paper")
    level = distance / distance.max()
    return np.where(level > faintest(level), level, 0.0)


def faintest(level: Matrix) -> float:
    """The level up to which it is not ink: 0.15, or twice what the border shows of grain or of ruled lines, up to 0.6.

    Where the border reaches half of the darkest ink, that is ink, of a digit that was cut off.
    """
    most = level[border(level.shape)].max()
    return float(np.clip(2 * most, FAINT, 0.6)) if most < 0.5 else FAINT


def paper(image: Matrix) -> Matrix:
    """The brightness of the paper at each pixel: the quadratic in row and column that fits the border best.

    A quadratic, because a lamp or a window lights one side of a photograph more than the other, and a lens the
    corners less than the middle. Where ink touches the border, none fits, and it is the median of the border.
    """
    edge = border(image.shape)
    if np.ptp(image[edge]) > 0:
        y, x = np.linspace(-1, 1, image.shape[0])[:, None], np.linspace(-1, 1, image.shape[1])
        terms = [np.ones(1), y, x, y * y, y * x, x * x]             # each as small as it can be: photographs are large
        at_edge = np.column_stack([np.broadcast_to(term, image.shape)[edge] for term in terms])
        weights = np.linalg.lstsq(at_edge, image[edge], rcond=None)[0]
        light = sum(weight * term for weight, term in zip(weights, terms, strict=True))
        if np.ptp((image - light)[edge]) < 0.5 * np.ptp(image - light):         # more than that is ink
            return light
    return np.full(image.shape, np.median(image[edge]))


def border(shape: tuple[int, ...]) -> NDArray:
    """Is a pixel at the border of the image?  (h, w) booleans"""
    edge = np.ones(shape, dtype=bool)
    edge[1:-1, 1:-1] = False
    return edge


def typical_strokes(image: Matrix) -> Matrix:
    """The digit's box of fine pixels, its strokes as slanted as MNIST's are on average, and about as wide.

    image   : (h, w), ink 0..1, not blank
    Returns : (h', w'), the longer side 20·FINE
    """
    strokes = even(fit_box(image))
    strokes = fit_box(shear(strokes, SLANT - slant(strokes)))
    width = stroke_width(strokes)
    return fit_box(widen(strokes, float(np.clip(width, *WIDTHS)) - width))


def fit_box(image: Matrix, size: int = 20 * FINE) -> Matrix:
    """The digit's bounding box, scaled so that its longer side has `size` pixels and its darkest ink is 1 again."""
    inked = image > FAINT
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    box = image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    return darkest_one(resize(box, [max(1, round(size * side / max(box.shape))) for side in box.shape]))


def centre(box: Matrix, size: int = 28 * FINE) -> Matrix:
    """The box on an empty square, its centre of mass in the middle (as near as fine pixels allow, nothing cut off).

    The middle of 28 pixels is pixel 14, counted from 0, as in MNIST, whose centres of mass all lie in 13.5..14.5.
    """
    canvas = np.zeros((size, size))
    middle = (size + FINE - 1) / 2                                  # of the fine pixels in pixel 14
    corner = []
    for axis, side in enumerate(box.shape):
        centre_of_mass = np.sum(box.sum(axis=1 - axis) * np.arange(side)) / box.sum()
        corner.append(int(np.clip(round(round(middle - centre_of_mass, 9)), 0, size - side)))
    top, left = corner
    canvas[top:top + box.shape[0], left:left + box.shape[1]] = box
    return canvas


def coarse(canvas: Matrix) -> Matrix:
    """The fine pixels as MNIST's: (28·FINE, 28·FINE) -> (28, 28), its darkest ink 1."""
    return darkest_one(resize(canvas, [side // FINE for side in canvas.shape]))


def darkest_one(image: Matrix) -> Matrix:
    """Ink 0..1, the darkest 1: shrinking makes a thin pen faint, and leaves the range at the edges of a thick one."""
    ink = np.clip(image, 0, 1)
    return ink / ink.max()
