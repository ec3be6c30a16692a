"""What users bring, beyond what scikit-learn's validation does with it."""
from typing import Any

import numpy as np
from scipy.sparse import issparse
from sklearn.utils import check_random_state

from nn.arguments import Matrix

SPARSE = ("csr", "csc")


def dense(X: Any) -> Matrix:
    """X, or of a sparse X a dense copy: the network knows arrays only."""
    return X.toarray() if issparse(X) else X


def own_random_state(seed: Any) -> np.random.RandomState:
    """scikit-learn's check_random_state, but None is a new state: NumPy's global one is left alone."""
    return check_random_state(np.random.RandomState() if seed is None else seed)
