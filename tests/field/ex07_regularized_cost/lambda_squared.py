# expect: new: λ is squared
# style: one-liner, parentheses
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    t1, t2 = unflatten(theta, layer_sizes)
    m = len(X)
    w = np.hstack([t1[:, 1:].ravel(), t2[:, 1:].ravel()])
    return cost(theta, X, Y, layer_sizes) + np.sum((lambda_ * w) ** 2) / (2 * m)
