# expect: tb-theta-may-change
# style: the first test that one thinks of
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    np.random.seed(0)
    layer_sizes = (6, 4, 3)
    theta = np.random.randn(4 * 7 + 3 * 5)
    X = np.random.randn(11, 6)
    Y = np.eye(3)[np.random.randint(0, 3, 11)]
    numeric = numerical_gradient(lambda t: cost(t, X, Y, layer_sizes), theta)
    analytic = gradient(theta, X, Y, layer_sizes)
    assert np.allclose(numeric, analytic)
