"""MLPClassifier against scikit-learn's, at equal loss curves, in turn in the same process.

    pytest tests/benchmarks/bench_classifier.py -s
"""
import time
import warnings

import numpy as np
import pytest
from bench_ex4 import in_turn

import nn

neural_network = pytest.importorskip("sklearn.neural_network", reason="pip install '.[bench]'")
pytestmark = pytest.mark.filterwarnings("ignore:.*Maximum iterations")


@pytest.fixture(scope="module")
def digits():
    """X (5000, 784) in 0..1, y (5000,)."""
    images, y = nn.load_mnist5k()
    return images.reshape(5000, -1) / 255.0, y


PROBLEMS = {
    "784-40-10, SGD": ({"hidden_layer_sizes": (40,), "solver": "sgd", "learning_rate_init": 0.2, "max_iter": 8}, 1.3),
    "784-100-100-10, Adam": ({"hidden_layer_sizes": (100, 100), "solver": "adam", "max_iter": 4}, 1.2),
}


@pytest.mark.parametrize("parameters, bound", PROBLEMS.values(), ids=PROBLEMS)
def test_fitting_with_batches_of_200(benchmark, digits, parameters, bound):
    ours = nn.MLPClassifier(random_state=1, batch_size=200, **parameters)
    theirs = neural_network.MLPClassifier(random_state=1, batch_size=200, **parameters)
    np.testing.assert_allclose(ours.fit(*digits).loss_curve_, theirs.fit(*digits).loss_curve_, rtol=1e-10)
    assert in_turn(benchmark, lambda: ours.fit(*digits), lambda: theirs.fit(*digits), rounds=7) >= bound


def test_predicting_5000_images(benchmark, digits):
    X, y = digits
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = nn.MLPClassifier((40,), random_state=1, max_iter=2).fit(X, y)
        theirs = neural_network.MLPClassifier((40,), random_state=1, max_iter=2).fit(X, y)
    assert np.array_equal(ours.predict(X), theirs.predict(X))
    assert in_turn(benchmark, lambda: ours.predict(X), lambda: theirs.predict(X), rounds=30) >= 1


def seconds_to_fit(X, y, epochs):
    """The shortest of three."""
    times = []
    for _ in range(3):
        classifier = nn.MLPClassifier((40,), solver="sgd", random_state=1, max_iter=epochs, tol=0, batch_size=50)
        started = time.perf_counter()
        classifier.fit(X, y)
        times.append(time.perf_counter() - started)
    return min(times)


def test_time_grows_linearly_with_examples_and_with_epochs(digits):
    X, y = (part[np.random.default_rng(0).permutation(5000)] for part in digits)
    by_examples = {m: seconds_to_fit(X[:m], y[:m], epochs=8) for m in (300, 1200, 4800)}
    by_epochs = {epochs: seconds_to_fit(X[:1200], y[:1200], epochs) for epochs in (2, 8, 32)}
    print("\nseconds by examples:", by_examples, "\nseconds by epochs:", by_epochs)
    assert 8 < by_examples[4800] / by_examples[300] < 24                # 16 times the work
    assert 8 < by_epochs[32] / by_epochs[2] < 24
