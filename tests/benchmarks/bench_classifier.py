"""MLPClassifier against scikit-learn's, at equal loss curves, in turn in the same process.

    pytest tests/benchmarks/bench_classifier.py -s
"""
import time
import warnings

import numpy as np
import pytest
from bench_ex4 import in_turn

import nn
from nn.activations import softmax_cross_entropy

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


def loop_for_speed(X, y, hidden_layer_sizes, solver, max_iter, learning_rate_init=0.001):
    """The same fit as a loop that is not meant to be read: no checks, every array made beforehand, every step in place.

    Returns the loss curve: how near NumPy can come to the bound when nothing else counts.
    """
    sizes, Y, alpha, random = (784, *hidden_layer_sizes, 10), nn.one_hot(y, range(10)), 1e-4, np.random.RandomState(1)
    drawn = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:], strict=True):
        bound = np.sqrt(6 / (n_in + n_out))
        W, b = random.uniform(-bound, bound, (n_in, n_out)), random.uniform(-bound, bound, n_out)
        drawn.append(np.column_stack([b, W.T]))
    theta = nn.flatten(drawn)
    gradient, mean, square, step = (np.zeros_like(theta) for _ in range(4))
    Thetas, gradients = nn.unflatten(theta, sizes), nn.unflatten(gradient, sizes)
    products = [np.empty((len(Theta), Theta.shape[1] - 1)) for Theta in Thetas]
    A, delta, on = [[np.empty((200, size), dtype) for size in sizes] for dtype in (float, float, bool)]
    Z, ones, order, t, curve = np.empty_like(Y), np.ones(200), np.arange(len(X)), 0, []
    for _ in range(max_iter):
        draw, price = np.arange(len(X)), 0.0
        random.shuffle(draw)
        order = order[draw]
        Y_epoch = Y[order]
        for start in range(0, len(X), 200):
            X.take(order[start:start + 200], axis=0, out=A[0], mode="clip")
            for below, above, Theta in zip(A, [*A[1:-1], Z[start:start + 200]], Thetas, strict=False):
                np.matmul(below, Theta[:, 1:].T, out=above)
                above += Theta[:, 0]
                if above.shape[1] != 10:
                    np.maximum(above, 0, out=above)
                price += alpha / 2 * np.einsum("ij,ij->", Theta[:, 1:], Theta[:, 1:])
            np.subtract(above, above.max(axis=1, keepdims=True), out=delta[-1])
            np.exp(delta[-1], out=delta[-1])
            delta[-1] /= delta[-1].sum(axis=1, keepdims=True)
            delta[-1] -= Y_epoch[start:start + 200]
            delta[-1] /= 200
            np.multiply(theta, alpha / 200, out=gradient)
            for layer in reversed(range(len(Thetas))):
                gradients[layer][:, 0] = ones @ delta[layer + 1]
                np.matmul(delta[layer + 1].T, A[layer], out=products[layer])
                gradients[layer][:, 1:] += products[layer]
                if layer:
                    np.matmul(delta[layer + 1], Thetas[layer][:, 1:], out=delta[layer])
                    np.greater(A[layer], 0, out=on[layer])
                    delta[layer] *= on[layer]
            if solver == "sgd":
                gradient *= -learning_rate_init
                mean *= 0.9
                mean += gradient
                np.multiply(mean, 0.9, out=step)
                step += gradient
            else:
                t += 1
                square *= 0.999
                np.multiply(gradient, gradient, out=step)
                step *= 1 - 0.999
                square += step
                mean *= 0.9
                gradient *= 1 - 0.9
                mean += gradient
                np.sqrt(square, out=step)
                step += 1e-8
                np.divide(mean, step, out=step)
                step *= -learning_rate_init * np.sqrt(1 - 0.999 ** t) / (1 - 0.9 ** t)
            theta += step
        loss = softmax_cross_entropy(Z, Y_epoch)
        curve.append((np.minimum(loss, -np.log(np.finfo(float).eps)).sum() + price) / len(X))
    return curve


@pytest.mark.parametrize("parameters", [parameters for parameters, _ in PROBLEMS.values()], ids=PROBLEMS)
def test_how_near_a_loop_written_for_speed_alone_comes_to_these_bounds(benchmark, digits, parameters):
    theirs = neural_network.MLPClassifier(random_state=1, batch_size=200, **parameters)
    np.testing.assert_allclose(loop_for_speed(*digits, **parameters), theirs.fit(*digits).loss_curve_, rtol=1e-10)
    assert in_turn(benchmark, lambda: loop_for_speed(*digits, **parameters), lambda: theirs.fit(*digits), rounds=7) > 1


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
