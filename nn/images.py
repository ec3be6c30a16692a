"""Images as arrays: MATLAB's resize, and a photograph or drawing made to look like the training digits."""
import numpy as np


def cubic(x):
    """Keys' cubic kernel with a = −1/2:  1 at 0, 0 at every other integer and from |x| = 2 on.

    Source : Keys, IEEE Trans. ASSP 29 (1981) 1153, eq. 15

    >>> cubic(np.array([0.0, 0.5, 1.0, 2.0])).tolist()
    [1.0, 0.5625, 0.0, 0.0]
    """
    x = np.abs(x)
    return np.where(x <= 1, (1.5 * x - 2.5) * x * x + 1, np.where(x < 2, ((-0.5 * x + 2.5) * x - 4) * x + 2, 0.0))


def resize_matrix(n_in, n_out):
    """W with  row_out = W row_in:  MATLAB's imresize of one row of pixels, bicubic with antialiasing.

    Shrinking widens the kernel by n_in/n_out; its weights are normalized to 1; edge pixels are repeated outwards.

    Returns : (n_out, n_in) array, every row sums to 1
    Source  : MATLAB's imresize, method "bicubic"
    """
    scale = n_in / n_out
    width = max(scale, 1.0)
    centres = (np.arange(n_out) + 0.5) * scale - 0.5                # of the output pixels, on the input's axis
    reach = int(np.ceil(2 * width)) + 1
    pixels = np.floor(centres)[:, None] + np.arange(-reach, reach + 1)
    weights = cubic((centres[:, None] - pixels) / width)
    weights /= weights.sum(axis=1, keepdims=True)
    W = np.zeros((n_out, n_in))
    nearest = np.clip(pixels, 0, n_in - 1).astype(int)
    np.add.at(W, (np.arange(n_out)[:, None], nearest), weights)
    return W


def resize(images, shape):
    """MATLAB's imresize(image, shape), bicubic with antialiasing, of one image or of a stack.

    images  : (..., h, w) array of numbers
    shape   : (h', w') wanted
    Returns : (..., h', w') float64; values can leave the range of the input a little, as in MATLAB

    >>> resize(np.ones((28, 28)), (20, 20)).round(12).tolist() == np.ones((20, 20)).tolist()
    True
    """
    rows, columns = (resize_matrix(n_in, n_out) for n_in, n_out in zip(images.shape[-2:], shape, strict=True))
    return rows @ images @ columns.T


def unroll_columns(images):
    """Each image column by column, as MATLAB's X(:) does:  (m, h, w) -> (m, h·w).

    >>> unroll_columns(np.array([[[1, 2], [3, 4]]])).tolist()
    [[1, 3, 2, 4]]
    """
    return images.transpose(0, 2, 1).reshape(len(images), -1)


def prepare_digit(image, pixels=400):
    """A drawing or photograph of one digit -> one row of X, made as the training digits were.

    As MNIST was: bright ink on black, the digit's box scaled to 20 pixels at its longer side, its centre of mass in the
    middle of 28×28. For 400 pixels, that is then resized to 20×20 and unrolled by columns, as in exercise 4.

    image   : (h, w) numbers, any range; ink may be darker or brighter than the paper, which is what the border shows
    pixels  : 400 (20×20, by columns) or 784 (28×28, by rows)
    Returns : (pixels,) float64
    Raises  : ValueError where there is nothing drawn, or pixels is another number
    Source  : LeCun, Cortes, Burges, "The MNIST database of handwritten digits"
    """
    if pixels not in (400, 784):
        raise ValueError(f"the network takes {pixels} inputs; images can be fitted to 400 (20×20) or 784 (28×28)")
    canvas = centre(fit_box(ink(np.asarray(image, dtype=np.float64))))
    return canvas.ravel() if pixels == 784 else unroll_columns(resize(canvas[None], (20, 20)))[0]


def ink(image):
    """How much ink is on each pixel, 0..1: the paper's brightness, a plane fitted to the border, becomes 0.

    A plane, because a lamp or a window lights one side of a photograph more than the other.
    """
    if image.ndim != 2 or min(image.shape) < 1 or not np.isfinite(image).all():
        raise ValueError(f"image.shape={image.shape}, wanted (height, width) of finite numbers")
    distance = np.abs(image - paper(image))
    if distance.max() <= 1e-6 * max(1.0, np.abs(image).max()):
        raise ValueError("the image is blank: every pixel has the brightness of the paper")
    level = distance / distance.max()
    return np.where(level > 0.15, level, 0.0)                       # the paper's own grain is no ink


def paper(image):
    """The brightness of the paper at each pixel: the plane a + b·row + c·column that fits the border best."""
    rows, columns = np.indices(image.shape)
    border = np.ones(image.shape, dtype=bool)
    border[1:-1, 1:-1] = False
    if 0 < np.ptp(image[border]) < 0.5 * np.ptp(image):             # more, and ink touches the border: no plane fits
        sides = np.column_stack([np.ones(border.sum()), rows[border], columns[border]])
        a, b, c = np.linalg.lstsq(sides, image[border], rcond=None)[0]
        return a + b * rows + c * columns
    return np.full(image.shape, np.median(image[border]))


def fit_box(image, size=20):
    """The digit's bounding box, scaled so that its longer side has size pixels and its darkest ink is 1 again."""
    rows, columns = np.flatnonzero(image.any(axis=1)), np.flatnonzero(image.any(axis=0))
    box = image[rows[0]:rows[-1] + 1, columns[0]:columns[-1] + 1]
    shape = [max(1, round(size * side / max(box.shape))) for side in box.shape]
    small = np.clip(resize(box, shape), 0, 1)
    return small / small.max()                                      # shrinking makes a thin pen faint


def centre(box, size=28):
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
