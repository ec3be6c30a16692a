"""nn.files.digits: the embedded digits, and the course's matrix made from them."""
import hashlib
import re
from importlib import resources

import numpy as np
import pytest

from nn.files.digits import load_ex4, load_mnist5k


def test_the_digits_are_those_whose_sha256_the_readme_gives():
    folder = resources.files("nn.data")
    promised = re.findall(r"\b[0-9a-f]{64}\b", (folder / "README.md").read_text(encoding="utf-8"))
    assert promised == [hashlib.sha256((folder / "mnist5k.npz").read_bytes()).hexdigest()]


def test_mnist5k_has_500_digits_of_each_class_in_order():
    images, digits = load_mnist5k()
    assert images.shape == (5000, 28, 28) and images.dtype == np.uint8
    assert images.min() == 0 and images.max() == 255
    assert np.array_equal(digits, np.repeat(np.arange(10), 500))


def test_no_two_embedded_images_are_the_same():
    images, _ = load_mnist5k()
    assert len(np.unique(images.reshape(5000, -1), axis=0)) == 5000


def test_ex4_is_the_course_s_matrix():
    X, y = load_ex4()
    assert X.shape == (5000, 400) and X.dtype == np.float64
    assert y.dtype.kind == "i" and np.array_equal(y, np.repeat([10, 1, 2, 3, 4, 5, 6, 7, 8, 9], 500))
    # the range of ex4data1.mat, given to ten places
    assert (X.min(), X.max()) == pytest.approx((-0.1319632302, 1.1276882992), abs=5e-11)


def test_ex4_images_are_unrolled_by_columns():
    """Put together again by columns, a 1 is taller than wide."""
    X, y = load_ex4()
    ones = X[y == 1].reshape(-1, 20, 20, order="F")
    height, width = np.mean([[np.ptp(indices) for indices in np.nonzero(one > 0.5)] for one in ones], axis=0)
    assert height > 1.5 * width
