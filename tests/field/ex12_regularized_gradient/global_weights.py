# expect: new: the penalty uses the notebook's globals t1 and t2, not theta
# style: globals from a notebook
import numpy as np

from nn import flatten, gradient, unflatten

rng = np.random.default_rng(3)
t1 = rng.uniform(-0.12, 0.12, (25, 401))
t2 = rng.uniform(-0.12, 0.12, (10, 26))


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    delta1, delta2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    t1[:, 0] = 0
    t2[:, 0] = 0
    delta1 = delta1 + t1 * lambda_ / m
    delta2 = delta2 + t2 * lambda_ / m
    return flatten([delta1, delta2])
