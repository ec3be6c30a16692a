"""MATLAB's imresize, as two products of matrices, and its way to unroll an image."""
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nn.arguments import Matrix


def cubic(x: ArrayLike) -> NDArray:
    """Keys' cubic kernel with a = −1/2:  1 at 0, 0 at every other integer and from |x| = 2 on.

    x       : distance in pixels, any shape
    Returns : weight of a pixel at this distance, same shape
    Source  : Keys, IEEE Trans. ASSP 29 (1981) 1153, eq. 15

    >>> cubic(np.array([0.0, 0.5, 1.0, 2.0])).tolist()
    [1.0, 0.5625, 0.0, 0.0]
    """
    x = np.abs(x)
    return np.where(x <= 1, (1.5 * x - 2.5) * x * x + 1, np.where(x < 2, ((-0.5 * x + 2.5) * x - 4) * x + 2, 0.0))


def resize_matrix(n_in: int, n_out: int) -> Matrix:
    """W with  row_out = W row_in:  MATLAB's imresize of one row of pixels, bicubic with antialiasing.

    Shrinking widens the kernel by n_in/n_out; its weights are normalized to 1; edge pixels are repeated outwards.

    n_in    : int >= 1, pixels of the row
    n_out   : int >= 1, pixels that it is to have
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


def resize(images: NDArray, shape: Sequence[int]) -> NDArray:
    """W_h image W_wᵀ:  MATLAB's imresize(image, shape), bicubic with antialiasing, of one image or of a stack.

    images  : (..., h, w) array of numbers
    shape   : (h', w') that each image is to have
    Returns : (..., h', w') float64; values can leave the range of the input a little, as in MATLAB

    >>> resize(np.ones((28, 28)), (20, 20)).round(12).tolist() == np.ones((20, 20)).tolist()
    True
    """
    rows, columns = (resize_matrix(n_in, n_out) for n_in, n_out in zip(images.shape[-2:], shape, strict=True))
    return rows @ images @ columns.T


def unroll_columns(images: NDArray) -> Matrix:
    """Each image column by column, as MATLAB's X(:) does:  (m, h, w) -> (m, h·w).

    >>> unroll_columns(np.array([[[1, 2], [3, 4]]])).tolist()
    [[1, 3, 2, 4]]
    """
    return images.transpose(0, 2, 1).reshape(len(images), -1)
