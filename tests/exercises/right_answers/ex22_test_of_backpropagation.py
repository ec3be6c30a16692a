"""Right answers to exercise 22, each written differently."""
import numpy as np

import nn
from nn import check_gradient, complex_step_gradient, cost, flatten, numerical_gradient, one_hot, random_init


def test_gradient__plain(gradient):
    rng = np.random.default_rng(0)
    theta, X, y = rng.normal(size=43), rng.normal(size=(11, 6)), np.arange(11) % 3
    Y, start = np.eye(3)[y], theta.copy()
    assert np.allclose(gradient(theta, X, Y, (6, 4, 3)),
                       numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), start))
    assert (theta == start).all()


def test_gradient__returns_true_or_false(gradient):
    rng = np.random.default_rng(1)
    sizes = (4, 6, 3)
    theta = random_init(sizes, rng, epsilon=1.5)
    X, Y = rng.normal(size=(9, 4)), one_hot(rng.integers(1, 4, size=9), (1, 2, 3))
    kept = theta.copy()
    g = np.asarray(gradient(theta, X, Y, sizes))
    if g.shape != kept.shape or not np.array_equal(theta, kept):
        return False
    return bool(np.max(np.abs(g - numerical_gradient(lambda t: cost(t, X, Y, sizes), theta))) < 1e-6)


def test_gradient__returns_a_numpy_bool(gradient):
    rng = np.random.default_rng(2)
    theta, X, Y = rng.standard_normal(26), rng.standard_normal((7, 5)), np.eye(2)[[0, 1, 1, 0, 1, 1, 0]]
    before, found = theta.copy(), gradient(theta, X, Y, (5, 3, 2))
    if np.shape(found) != (26,):
        return np.False_
    right = complex_step_gradient(lambda t: cost(t, X, Y, (5, 3, 2)), before)
    return np.linalg.norm(found - right) < 1e-6 * np.linalg.norm(right) and np.array_equal(before, theta)


def test_gradient__as_in_the_course(gradient):
    """checkNNGradients: sin(1), sin(2), … as weights and inputs."""
    def debug(rows, columns):
        return np.sin(np.arange(1, rows * columns + 1)).reshape((rows, columns), order="F")
    sizes, m = (3, 5, 4), 7
    nn_params = flatten([debug(5, 4), debug(4, 6)])
    X, Y = debug(m, 3), np.eye(4)[np.arange(1, m + 1) % 4]
    numgrad = numerical_gradient(lambda p: cost(p, X, Y, sizes), nn_params)
    original = nn_params.copy()
    grad = gradient(nn_params, X, Y, sizes)
    assert grad.shape == numgrad.shape
    diff = np.linalg.norm(numgrad - grad) / np.linalg.norm(numgrad + grad)
    assert diff < 1e-8
    assert not np.any(nn_params - original)


def test_gradient__numpy_testing(gradient):
    rng = np.random.default_rng(3)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(8, 6)), np.eye(3)[rng.integers(3, size=8)]
    copy = np.array(theta)
    g = gradient(theta, X, Y, (6, 4, 3))
    np.testing.assert_array_equal(theta, copy)
    np.testing.assert_equal(np.shape(g), np.shape(theta))
    np.testing.assert_allclose(g, numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta), rtol=1e-4, atol=1e-7)


def test_gradient__entry_by_entry(gradient):
    rng = np.random.default_rng(4)
    theta, X, Y = rng.normal(size=26), rng.normal(size=(6, 5)), np.eye(2)[[0, 1, 0, 0, 1, 1]]
    frozen = theta.copy()
    theta.setflags(write=False)                         # who writes into it gets an error
    g = gradient(theta, X, Y, (5, 3, 2))
    assert np.shape(g) == (26,)
    for i in range(len(theta)):
        e = np.zeros(26)
        e[i] = 1e-4
        slope = (cost(frozen + e, X, Y, (5, 3, 2)) - cost(frozen - e, X, Y, (5, 3, 2))) / 2e-4
        assert abs(g[i] - slope) < 1e-6, f"entry {i}"


def test_gradient__check_gradient(gradient):
    rng = np.random.default_rng(5)
    theta, X, Y = random_init((6, 4, 3), rng, 1.0), rng.uniform(-1, 1, (10, 6)), np.eye(3)[rng.integers(3, size=10)]
    same = theta.copy()
    g = gradient(theta, X, Y, (6, 4, 3))
    assert np.shape(g) == same.shape
    assert check_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), g, same, (6, 4, 3), tolerance=1e-7).passed
    assert np.array_equal(theta, same)


def test_gradient__on_several_networks(gradient):
    for seed, (n, h, K), m in ((1, (3, 5, 2), 8), (2, (4, 2, 6), 9), (3, (7, 4, 3), 5)):
        rng = np.random.default_rng(seed)
        theta = rng.normal(size=h * (n + 1) + K * (h + 1))
        X, Y = rng.normal(size=(m, n)), np.eye(K)[rng.integers(K, size=m)]
        before = theta.tobytes()
        g = gradient(theta, X, Y, (n, h, K))
        assert g.shape == theta.shape and theta.tobytes() == before
        assert np.allclose(g, numerical_gradient(lambda t: cost(t, X, Y, (n, h, K)), theta), rtol=1e-5)  # noqa: B023


def test_gradient__raises_its_own_errors(gradient):
    rng = np.random.default_rng(6)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(7, 6)), np.eye(3)[rng.integers(3, size=7)]
    expected = numerical_gradient(lambda t: nn.cost(t, X, Y, (6, 4, 3)), theta)
    copy = theta.copy()
    g = gradient(theta, X, Y, (6, 4, 3))
    if getattr(g, "shape", None) != expected.shape:
        raise TypeError("not a flat gradient")
    if (abs(g - expected) > 1e-5 * abs(expected).max()).any():
        raise ValueError("wrong numbers")
    if (theta != copy).any():
        raise RuntimeError("theta was changed")


def test_gradient__expected_afterwards(gradient):
    """Where theta was overwritten, the differences are those of another theta."""
    rng = np.random.default_rng(7)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(3, size=9)]
    g = gradient(theta, X, Y, (6, 4, 3))
    assert g.ndim == 1
    assert np.allclose(g, numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta), atol=1e-6)


def test_gradient__along_random_directions(gradient):
    rng = np.random.default_rng(8)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(3, size=9)]
    start = theta.copy()
    g = gradient(theta, X, Y, (6, 4, 3))
    assert np.array_equal(start, theta) and g.shape == start.shape
    for _ in range(20):
        d = rng.normal(size=43)
        up, down = cost(theta + 1e-5 * d, X, Y, (6, 4, 3)), cost(theta - 1e-5 * d, X, Y, (6, 4, 3))
        assert abs((up - down) / 2e-5 - g @ d) < 1e-6
