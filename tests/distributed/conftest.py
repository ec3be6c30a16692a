"""A cluster inside the process of the tests, and examples of which the last leaf is not full."""
from importlib.util import find_spec

import numpy as np
import pytest

import nn

collect_ignore_glob = ["*conftest.py"] if find_spec("distributed") else ["*.py"]        # Dask is an extra


@pytest.fixture(scope="module")
def client():
    """A client of two workers that are threads of this process: quick, and enough where no worker dies.

    It ends with the file: these threads use the random numbers that hypothesis expects to have for itself.
    """
    from nn import distributed
    with distributed.local_cluster(2, processes=False) as client:
        yield client


@pytest.fixture(scope="session")
def digits():
    """X (3700, 49), y (3700,): the embedded digits at 7×7, every class in every leaf, and values beyond 0..1."""
    X, y = nn.load_ex4()
    order = np.random.default_rng(1).permutation(len(X))[:3700]
    images = X[order].reshape(-1, 20, 20)[:, 3:17, 3:17]
    return images.reshape(-1, 7, 2, 7, 2).mean(axis=(2, 4)).reshape(-1, 49), y[order]


@pytest.fixture(scope="session")
def problem(digits):
    """theta, X, Y, layer_sizes of a network on them."""
    X, y = digits
    return nn.random_init((49, 6, 10), np.random.default_rng(0)), X, nn.one_hot(y, range(1, 11)), (49, 6, 10)
