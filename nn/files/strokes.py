"""The strokes of a digit, their slant and their width: measured, and changed into those of a typical digit."""
import numpy as np

from nn.arguments import Matrix


def even(image: Matrix) -> Matrix:
    """a / ā,  at most 1:  ink as dark everywhere as it is on average, ā = Σ a² / Σ a.

    A line thinner than a pixel is darkest where it crosses another, or falls on a row of pixels; that is not the pen's.

    image   : (h, w), ink 0..1, not blank
    Returns : (h, w)

    >>> even(np.array([[0.0, 0.5, 0.5, 1.0]])).tolist()             # ā = 1.5 / 2
    [[0.0, 0.6666666666666666, 0.6666666666666666, 1.0]]
    """
    return np.minimum(image * (np.sum(image) / np.sum(image ** 2)), 1.0)


def slant(image: Matrix) -> float:
    """How many columns the strokes move to the right with each row upwards:  −Σ x y a / Σ y² a.

    x and y are measured from the centre of mass, y downwards: second moments, which do not depend on place or darkness.

    image   : (h, w), ink a >= 0, not blank
    Returns : float, 0 where all ink is in one row
    Source  : LeCun, Bottou, Bengio, Haffner, Proc. IEEE 86 (1998) 2278, section III.A, on deslanted digits

    >>> slant(np.eye(3)[::-1]), slant(np.eye(3))                    # / and \\
    (1.0, -1.0)
    """
    y, x = (axis - np.sum(axis * image) / image.sum() for axis in np.indices(image.shape))
    spread = np.sum(y * y * image)
    return float(-np.sum(x * y * image) / spread) if spread > 0 else 0.0


def shear(image: Matrix, by: float) -> Matrix:
    """Each row moved to the right by `by` columns for each row above the middle, by linear interpolation.

    image   : (h, w)
    by      : float; the slant becomes larger by it
    Returns : (h, w'), as wide as necessary
    """
    height = len(image)
    moved = by * ((height - 1) / 2 - np.arange(height))
    room = int(np.ceil(np.abs(moved).max())) + 1
    wide = np.pad(image, ((0, 0), (room, room)))
    columns = np.arange(wide.shape[1])
    return np.array([np.interp(columns - right, columns, row) for right, row in zip(moved, wide, strict=True)])


def stroke_width(image: Matrix) -> float:
    """2 Σ a / Σ |∇a|:  twice the area over the perimeter, for a line is l pixels long, covers l·w and has edges of 2 l.

    The sum of the slopes |∇a| is the perimeter also where the edges are blurred (the coarea formula).

    image   : (h, w), ink 0..1, not blank
    Returns : float, in pixels

    >>> bar = np.zeros((102, 9))
    >>> bar[1:-1, 3:6] = 1
    >>> round(stroke_width(bar), 1)                                 # 2·300 / 206: its ends are edges too
    2.9
    """
    framed = np.pad(image, 1)
    down, right = np.diff(framed, axis=0)[:, :-1], np.diff(framed, axis=1)[:-1]
    return float(2 * image.sum() / np.hypot(down, right).sum())


def widen(image: Matrix, by: float) -> Matrix:
    """Strokes wider by some pixels, or thinner where `by` is negative: the ink, or the paper, grows by half of it.

    image   : (h, w), ink 0..1, beyond which there is paper
    by      : float, also less than a pixel
    Returns : (h + 2 r, w + 2 r), r = ⌈|by| / 2⌉
    """
    radius = abs(by) / 2
    around = np.pad(image, int(np.ceil(radius)))
    return dilate(around, radius) if by > 0 else 1 - dilate(1 - around, radius)


def dilate(image: Matrix, radius: float) -> Matrix:
    """max over d of disc(d) · a(p − d),  disc(d) = radius + 1 − |d|, between 0 and 1.

    A disc with a soft edge, for a radius between whole pixels. At the edge of the image, its pixels are repeated.

    image   : (h, w), 0..1
    radius  : float >= 0, in pixels
    Returns : (h, w)

    >>> dilate(np.eye(1, 7, 3), radius=1.5).tolist()
    [[0.0, 0.5, 1.0, 1.0, 1.0, 0.5, 0.0]]
    """
    reach = int(np.ceil(radius))
    around, (height, width) = np.pad(image, reach, mode="edge"), image.shape
    grown = image
    for down, right in np.ndindex(2 * reach + 1, 2 * reach + 1):
        disc = min(radius + 1 - np.hypot(down - reach, right - reach), 1.0)
        if disc > 0:
            grown = np.maximum(grown, disc * around[down:down + height, right:right + width])
    return grown
