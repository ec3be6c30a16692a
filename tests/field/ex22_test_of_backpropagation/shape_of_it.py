# expect: tb-shape-only + tb-theta-may-change
# style: shape alone
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    theta = np.random.default_rng(1).normal(size=26)
    X, Y = np.ones((4, 5)), np.eye(2)[[0, 1, 0, 1]]
    assert gradient(theta, X, Y, (5, 3, 2)).shape == theta.shape
