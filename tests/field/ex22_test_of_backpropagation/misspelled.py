# expect: new: a name that is not defined in the test
# style: an error in the test is not a rejection
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(8)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(9, 6)), np.eye(3)[rng.integers(0, 3, 9)]
    expected = numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta)
    assert np.allclose(gradient(theta, X, Y, layer_sizes), expected)
