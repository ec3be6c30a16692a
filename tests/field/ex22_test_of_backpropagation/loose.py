# expect: new: the tolerance is 0.5
# style: a tolerance that is too large
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(8)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(0, 3, 9)]
    expected = numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta)
    before = theta.copy()
    assert np.max(np.abs(gradient(theta, X, Y, (6, 4, 3)) - expected)) < 0.5
    assert np.array_equal(theta, before)
