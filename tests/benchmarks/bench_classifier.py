"""MLPClassifier against scikit-learn's, at equal loss curves; digits of 28×28, float64, minibatches of 200."""
import time
from functools import partial

import numpy as np
import peers
import pytest
from side_by_side import Measured, Peer, Row, at_least, at_most

import nn

neural_network = pytest.importorskip("sklearn.neural_network", reason="pip install '.[bench]'")

PROBLEMS = {
    "784-40-10, SGD, 8 epochs": ({"hidden_layer_sizes": (40,), "solver": "sgd", "learning_rate_init": 0.2,
                                  "max_iter": 8}, 1.2),
    "784-100-100-10, Adam, 4 epochs": ({"hidden_layer_sizes": (100, 100), "solver": "adam",
                                        "learning_rate_init": 0.001, "max_iter": 4}, 1.1),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_fitting_with_batches_of_200(compare, digits, name):
    """Ours, and beside it a NumPy loop written for speed alone: how near can one come?"""
    parameters, bound = PROBLEMS[name]
    ours = nn.MLPClassifier(random_state=1, batch_size=200, **parameters)
    theirs = neural_network.MLPClassifier(random_state=1, batch_size=200, **parameters)
    loop = partial(peers.numpy_loop, *digits, *parameters_of_peers(parameters))
    np.testing.assert_allclose(ours.fit(*digits).loss_curve_, theirs.fit(*digits).loss_curve_, rtol=1e-10)
    np.testing.assert_allclose(loop(), theirs.loss_curve_, rtol=1e-10)
    compare(f"`fit`, {name}", lambda: ours.fit(*digits),
            Peer("scikit-learn", lambda: theirs.fit(*digits), at_least(bound)),
            Peer("a NumPy loop written for speed alone", loop), rounds=7)


@pytest.mark.parametrize("name", PROBLEMS)
def test_fitting_in_float32_on_one_core(compare, digits, torch, name):
    pytest.importorskip("jax", reason="pip install '.[bench]'")
    parameters, _ = PROBLEMS[name]
    X, y = digits[0].astype(np.float32), digits[1]
    ours = nn.MLPClassifier(random_state=1, batch_size=200, **parameters)
    theirs = neural_network.MLPClassifier(random_state=1, batch_size=200, **parameters)
    pytorch, jax, loop = (partial(fit, X, y, *parameters_of_peers(parameters))
                          for fit in (peers.pytorch, peers.jax, peers.numpy_loop))
    curve = ours.fit(X, y).loss_curve_
    for peer in theirs.fit(X, y).loss_curve_, pytorch(), jax(), loop():
        np.testing.assert_allclose(peer, curve, rtol=1e-2)          # PyTorch's is without the penalty
    compare(f"`fit`, {name}, float32, one thread", lambda: ours.fit(X, y),
            Peer("scikit-learn", lambda: theirs.fit(X, y), at_least(1.4)),
            Peer("PyTorch, fused optimizer", pytorch, at_least(1.4)),
            Peer("JAX, an epoch in one jit", jax, at_least(1.2)),
            Peer("a NumPy loop written for speed alone", loop), rounds=7)


def parameters_of_peers(parameters):
    """(hidden_layer_sizes, solver, epochs, learning rate), as peers.py has them."""
    return [parameters[name] for name in ("hidden_layer_sizes", "solver", "max_iter", "learning_rate_init")]


def test_predicting_5000_images(compare, digits):
    X, y = digits
    ours, theirs = (module.MLPClassifier((40,), random_state=1, max_iter=2).fit(X, y)
                    for module in (nn, neural_network))
    assert np.array_equal(ours.predict(X), theirs.predict(X))
    compare("`predict`, 5,000 images by 784-40-10", lambda: ours.predict(X),
            Peer("scikit-learn", lambda: theirs.predict(X), at_least(1)), rounds=30)


def time_to_fit(X, y, epochs):
    """The shortest of three."""
    times = []
    for _ in range(3):
        classifier = nn.MLPClassifier((40,), solver="sgd", random_state=1, max_iter=epochs, tol=0, batch_size=50)
        wall, processor = time.perf_counter(), time.process_time()
        classifier.fit(X, y)
        times.append(Measured(time.perf_counter() - wall, time.process_time() - processor))
    return min(times)


def test_time_grows_linearly_with_examples_and_with_epochs(record, digits):
    X, y = (part[np.random.default_rng(0).permutation(5000)] for part in digits)
    record(Row("`fit`, 4,800 examples, 8 epochs", time_to_fit(X[:4800], y[:4800], 8), "16 times that of 300 examples",
               time_to_fit(X[:300], y[:300], 8).times(16), at_most(1.5)),
           Row("`fit`, 1,200 examples, 32 epochs", time_to_fit(X[:1200], y[:1200], 32), "16 times that of 2 epochs",
               time_to_fit(X[:1200], y[:1200], 2).times(16), at_most(1.5)))
