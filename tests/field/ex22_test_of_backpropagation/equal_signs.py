# expect: tb-too-exact
# style: == instead of a tolerance
import numpy as np

from nn import cost, numerical_gradient


def test_gradient(gradient):
    rng = np.random.default_rng(3)
    theta, X, Y = rng.normal(size=43), rng.normal(size=(8, 6)), np.eye(3)[rng.integers(0, 3, 8)]
    a = gradient(theta, X, Y, (6, 4, 3))
    b = numerical_gradient(lambda t: cost(t, X, Y, (6, 4, 3)), theta)
    assert (a == b).all()
