"""MLPClassifier against scikit-learn's on the arrays that people have: layouts, frames, files, sparse, many classes."""
import numpy as np
import pytest
from scipy import sparse
from side_by_side import Peer, at_least

import nn

neural_network = pytest.importorskip("sklearn.neural_network", reason="pip install '.[bench]'")
SETTINGS = {"solver": "sgd", "learning_rate_init": 0.2, "max_iter": 4, "random_state": 1}


def frame(X, y, path):
    return pytest.importorskip("pandas").DataFrame(X), y


def memory_map(X, y, path):
    np.save(path / "X.npy", X)
    return np.load(path / "X.npy", mmap_mode="r"), y


LAYOUTS = {
    "in C order": lambda X, y, path: (X, y),
    "in Fortran order": lambda X, y, path: (np.asfortranarray(X), y),
    "a pandas frame": frame,
    "`X[::2]`": lambda X, y, path: (X[::2], y[::2]),
    "`X[:, ::2]`": lambda X, y, path: (X[:, ::2], y),
    "a memmap": memory_map,
}


def both(hidden_layer_sizes, **settings):
    return (module.MLPClassifier(hidden_layer_sizes, **{**SETTINGS, **settings}) for module in (nn, neural_network))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_fitting_any_layout(compare, digits, tmp_path, layout):
    X, y = LAYOUTS[layout](*digits, tmp_path)
    ours, theirs = both((40,))
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=1e-9)
    compare(f"`fit`, 784-40-10, SGD, 4 epochs, X {layout}", lambda: ours.fit(X, y),
            Peer("scikit-learn", lambda: theirs.fit(X, y), at_least(1.15)))


def test_fitting_sparse_text(compare):
    X = sparse.random(2000, 10_000, density=0.003, format="csr", random_state=0)
    y = np.random.default_rng(0).integers(4, size=2000)
    ours, theirs = both((40,), solver="adam", learning_rate_init=0.001)
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=1e-9)
    compare("`fit`, sparse text, 2000 × 10000 with 0.3 % filled, Adam, 4 epochs", lambda: ours.fit(X, y),
            Peer("scikit-learn", lambda: theirs.fit(X, y), at_least(1)))


def test_fitting_1000_classes(compare):
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(5000, 100)), rng.permutation(np.arange(5000) % 1000)
    ours, theirs = both((100,), solver="adam", learning_rate_init=0.001)
    np.testing.assert_allclose(ours.fit(X, y).loss_curve_, theirs.fit(X, y).loss_curve_, rtol=1e-9)
    compare("`fit`, 100-100-1000, Adam, 4 epochs", lambda: ours.fit(X, y),
            Peer("scikit-learn", lambda: theirs.fit(X, y), at_least(1)))


def test_predicting_one_row_by_1000_units(compare, digits):
    X, y = digits
    ours, theirs = (one.fit(X, y) for one in both((1000,), max_iter=1))
    compare("`predict`, one row by 784-1000-10", lambda: ours.predict(X[:1]),
            Peer("scikit-learn", lambda: theirs.predict(X[:1]), at_least(1)), rounds=60)
