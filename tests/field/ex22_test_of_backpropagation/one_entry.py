# expect: tb-first-entry + tb-theta-may-change
# style: one weight by hand
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(5)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(8, 6)), np.eye(3)[rng.integers(0, 3, 8)]
    up, down = theta.copy(), theta.copy()
    up[0] += 1e-4
    down[0] -= 1e-4
    slope = (cost(up, X, Y, (6, 4, 3)) - cost(down, X, Y, (6, 4, 3))) / 2e-4
    assert abs(gradient(theta, X, Y, (6, 4, 3))[0] - slope) < 1e-6
