"""What users bring, beyond what scikit-learn's validation does with it."""
from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import issparse
from sklearn.base import BaseEstimator
from sklearn.utils import check_random_state
from sklearn.utils.validation import validate_data

from nn.arguments import Matrix, warn_of_raw_pixels

SPARSE = ("csr", "csc")


def validated(estimator: BaseEstimator, X: Any, *y: Any, **options: Any) -> Any:
    """X as a float64 matrix, sparse where it is, and y where it is given: scikit-learn's validate_data.

    Raises : ValueError as validate_data, which for images (m, h, w) also says how they become rows
    """
    try:
        return validate_data(estimator, X, *y, accept_sparse=SPARSE, dtype=np.float64, **options)
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


def dense(X: Any) -> Matrix:
    """X, or of a sparse X a dense copy: the network knows arrays only."""
    return X.toarray() if issparse(X) else X


def own_random_state(seed: Any) -> np.random.RandomState:
    """scikit-learn's check_random_state, but None is a new state: NumPy's global one is left alone."""
    return check_random_state(np.random.RandomState() if seed is None else seed)
