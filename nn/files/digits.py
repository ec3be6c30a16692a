"""The digits of this package: 5,000 of MNIST, and exercise 4's matrix made from them."""
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from nn.arguments import Matrix, Vector
from nn.files.readers import load_npz
from nn.files.resize import resize, unroll_columns


def load_mnist5k() -> tuple[NDArray, Vector]:
    """The 5,000 embedded digits of MNIST, 500 of each class, sorted by class.

    Returns : images (5000, 28, 28) uint8 in 0..255, digits (5000,) int in 0..9
    Source  : data/README.md

    >>> images, digits = load_mnist5k()
    >>> images.shape, images.dtype.name, digits[::500].tolist()
    ((5000, 28, 28), 'uint8', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    with resources.as_file(resources.files("nn.data") / "mnist5k.npz") as path:
        arrays = load_npz(path)
    return arrays["images"], arrays["labels"].astype(int)


def load_ex4() -> tuple[Matrix, Vector]:
    """The course's ex4data1.mat, made from the embedded digits: MATLAB's imresize to 20×20, unrolled by columns.

    Returns : X (5000, 400) float64 in −0.132..1.128, y (5000,) int in 1..10, where 10 is the digit 0
    Source  : exercise 4, section 1.1

    >>> X, y = load_ex4()
    >>> X.shape, y[::500].tolist()
    ((5000, 400), [10, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    """
    images, digits = load_mnist5k()
    return unroll_columns(resize(images / 255.0, (20, 20))), np.where(digits == 0, 10, digits)
