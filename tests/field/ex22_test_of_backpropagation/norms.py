# expect: tb-norm + tb-theta-may-change
# style: norms are compared
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(4)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(0, 3, 9)]
    expected = numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta)
    found = gradient(theta, X, Y, (6, 4, 3))
    return abs(np.linalg.norm(found) - np.linalg.norm(expected)) < 1e-6
