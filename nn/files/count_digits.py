"""How many digits are in one image? What is far apart and of similar size is several, though one network reads one."""
import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn.files.prepare import as_grey, ink


def count_digits(image: ArrayLike, reach: float = 0.15, share: float = 0.6) -> int:
    """The number of digits that an image shows, as far as they can be told apart without reading them.

    Strokes closer to each other than `reach` are one digit, written with a pen that skipped. What is lower than `share`
    of the tallest is a speck, or the flag of a 5. Digits that touch, or nearly do, are counted as one.

    image   : (h, w) numbers, any range, as prepare_digit takes it
    reach   : as a part of the longer side of the largest stroke
    share   : as a part of the height of the tallest digit
    Returns : int >= 1
    Raises  : ValueError where nothing is drawn, or image is not a finite matrix

    >>> bar = np.pad(np.ones((20, 3)), 8)
    >>> count_digits(bar), count_digits(np.hstack([bar, bar]))
    (1, 2)
    """
    from scipy import ndimage  # slow to import, and needed here only
    strokes = shrink(ink(as_grey(image)) > 0.3)
    labels, count = ndimage.label(strokes, np.ones((3, 3)))
    if count == 1:
        return 1
    near = ndimage.distance_transform_edt(~strokes) <= reach / 2 * boxes(labels).max()
    digits, _ = ndimage.label(near, np.ones((3, 3)))
    heights = boxes(np.where(strokes, digits, 0))[:, 0]
    return int(np.sum(heights >= share * heights.max()))


def boxes(labels: NDArray) -> NDArray:
    """(count, 2): height and width in pixels of the box around each label > 0."""
    from scipy import ndimage
    return np.array([[side.stop - side.start for side in box] for box in ndimage.find_objects(labels)])


def shrink(strokes: NDArray, size: int = 400) -> NDArray:
    """A mask of at most size × size pixels, each of them True where one of the square that it stands for is."""
    times = -(-max(strokes.shape) // size)
    rows, columns = (-(-side // times) for side in strokes.shape)
    padded = np.zeros((rows * times, columns * times), dtype=bool)
    padded[:strokes.shape[0], :strokes.shape[1]] = strokes
    return np.asarray(padded.reshape(rows, times, columns, times).any(axis=(1, 3)))
