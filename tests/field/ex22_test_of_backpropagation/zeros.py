# expect: tb-theta2-only
# style: theta is zeros
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(8)
    theta, X, Y = np.zeros(43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(0, 3, 9)]
    assert np.allclose(gradient(theta, X, Y, (6, 4, 3)),
                       numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta), atol=1e-7)
