"""What users bring: arrays of any dtype and layout, sparse matrices, seeds."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from scipy.sparse import issparse
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state
from sklearn.utils.validation import validate_data

from nn.arguments import Matrix, warn_of_raw_pixels

SPARSE = ("csr", "csc")

#: X of these dtypes is taken as it is, any other becomes float64. The network computes in float32 where X is float32,
#: otherwise in float64; integers are converted batch by batch: 60,000 images as uint8 stay 47 MB instead of 376.
DTYPES = (np.float64, np.float32, np.uint8, np.int8, np.uint16, np.int16, np.bool_)

#: bytes: an X whose rows are scattered in memory is copied row by row if it is not larger than this
COPIED = 2 ** 30


def validated(estimator: BaseEstimator, X: Any, *y: Any, accept_sparse: Any = SPARSE, **options: Any) -> Any:
    """X as a matrix of one of DTYPES, sparse where it is, and y where it is given: scikit-learn's validate_data.

    Raises : ValueError as validate_data, which for images (m, h, w) also says how they become rows
    """
    with advice_on_images(X):
        return validate_data(estimator, X, *y, accept_sparse=accept_sparse, dtype=DTYPES, **options)


@contextmanager
def advice_on_images(X: Any) -> Iterator[None]:
    """Within it, scikit-learn's error about an X of more than two axes also says how images (m, h, w) become rows."""
    try:
        yield
    except ValueError as error:
        if axes(X) < 3:
            raise
        raise ValueError(f"{error} One image is one row: X.reshape(len(X), -1).") from None


def axes(X: Any) -> int:
    """How many axes X has; 0 where it is a ragged list."""
    try:
        return np.ndim(X)
    except ValueError:
        return 0


def check_scale(X: Any) -> None:
    """Warns where X, validated, looks like raw pixels. Of a sparse X, which was made for another purpose, never."""
    if not issparse(X):
        warn_of_raw_pixels(X)


def computed_in(X: Any) -> Any:
    """The dtype in which a network learns from X."""
    return np.float32 if X.dtype == np.float32 else np.float64


def row_by_row(X: Any) -> Any:
    """X with the numbers of a row side by side, as a batch needs them: a copy where they are not.

    They are not in Fortran order, in most data frames, and in X[:, ::2]. A batch of 200 from what is stored column by
    column touches almost all of the memory of X; gathered from the copy it takes a tenth of the time. The copy is as
    large as X; an X larger than COPIED is left as it is. A sparse X becomes CSR.
    """
    if issparse(X):
        return X.tocsr()
    scattered = abs(X.strides[1]) != X.itemsize
    return np.ascontiguousarray(X) if scattered and X.nbytes <= COPIED else X


def gathered(X: Any, rows: Any, out: Matrix) -> Any:
    """X[rows] in the dtype of out, and where that saves new memory, in out.

    X       : (m, n) array or CSR
    rows    : slice, or (b,) ints
    out     : (b or more, n) array; not used where X is sparse
    Returns : (b, n) array or CSR; of a slice a view, where nothing is to be converted
    """
    if isinstance(rows, np.ndarray) and isinstance(X, np.ndarray) and X.flags.c_contiguous and X.dtype == out.dtype:
        return X.take(rows, axis=0, out=out[:len(rows)], mode="clip")
    part = X[rows]
    if X.dtype == out.dtype or not isinstance(X, np.ndarray):
        return part
    out = out[:len(part)]
    out[...] = part
    return out


def own_random_state(seed: Any) -> np.random.RandomState:
    """scikit-learn's check_random_state, but None is a new state: NumPy's global one is left alone."""
    return check_random_state(np.random.RandomState() if seed is None else seed)
