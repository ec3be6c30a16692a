"""What several test files share: the course's problem, and the course's own files where a user has them."""
import os
import signal
from pathlib import Path

if "PYTEST_XDIST_WORKER" in os.environ:     # pytest -n: before NumPy is loaded, as the processes share the cores
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import matplotlib
import numpy as np
import pytest

import nn

matplotlib.use("Agg")

EX4 = (400, 25, 10)

collect_ignore = ["exercises/right_answers"]    # read by test_exercises.py, and run by the worker only
collect_ignore_glob = ["*conftest.py"]          # no doctests there, and several files of one name


def pytest_collection_modifyitems(config, items):
    """A test marked nightly runs only where the expression after -m names that mark."""
    if "nightly" not in config.option.markexpr:
        nightly = [item for item in items if item.get_closest_marker("nightly")]
        config.hook.pytest_deselected(items=nightly)
        items[:] = [item for item in items if item not in nightly]


@pytest.fixture
def course_data():
    """The folder with ex4weights.mat and MNIST's t10k files, which are not ours to distribute."""
    folder = os.environ.get("NN_COURSE_DATA")
    if not folder:
        pytest.skip("set NN_COURSE_DATA to a folder with ex4weights.mat and MNIST's t10k files to run this test")
    return Path(folder)


@pytest.fixture
def course_weights(course_data):
    """theta of the course's trained network, (10285,)."""
    return nn.load_network(course_data / "ex4weights.mat").theta


@pytest.fixture(scope="session")
def ex4():
    """X (5000, 400) and one-hot Y (5000, 10) of exercise 4."""
    X, y = nn.load_ex4()
    return X, nn.one_hot(y, range(1, 11))


@pytest.fixture
def small():
    """A problem in which n, n + 1, h, h + 1, K and m all differ: theta, X, Y, layer_sizes.

    Weights of order 1, signed, biases neither 0 nor 1, every class present: no mistake can hide behind symmetry.
    """
    rng = np.random.default_rng(4)
    layer_sizes, m = (6, 4, 3), 11
    X = rng.normal(size=(m, 6))
    Y = np.eye(3)[rng.permutation([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2])]
    return rng.normal(size=4 * 7 + 3 * 5), X, Y, layer_sizes


@pytest.fixture
def interruptible():
    """The processes that a test starts end by SIGINT, also where pytest runs in the background of a script.

    A shell without job control starts what is in the background with SIGINT ignored, and that is inherited.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)
