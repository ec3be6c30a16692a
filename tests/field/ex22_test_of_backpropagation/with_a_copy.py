# expect: passes
# style: a copy for the gradient, and one to compare
import numpy as np

from nn import cost, numerical_gradient


def make_data(seed=42, n=4, h=6, K=3, m=9):
    rng = np.random.default_rng(seed)
    theta = rng.uniform(-1, 1, (n + 1) * h + (h + 1) * K)
    return theta, rng.normal(size=(m, n)), np.eye(K)[rng.permutation(np.arange(m) % K)], (n, h, K)


def test_gradient(gradient):
    theta, X, Y, sizes = make_data()
    given = theta.copy()
    g = gradient(given, X, Y, sizes)
    want = numerical_gradient(lambda t: cost(t, X, Y, sizes), theta)
    assert g.shape == want.shape, "shape"
    assert np.abs(g - want).max() < 1e-6, "numbers"
    assert (given == theta).all(), "theta was changed"
