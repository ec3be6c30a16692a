# expect: tb-one-example
# style: a single row of X
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(8)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(1, 6)), np.array([[0.0, 1.0, 0.0]])
    assert np.allclose(gradient(theta, X, Y, (6, 4, 3)),
                       numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta), atol=1e-7)
