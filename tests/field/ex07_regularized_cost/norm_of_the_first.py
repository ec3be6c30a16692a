# expect: rc-norm + rc-theta1-only
# style: one-liner
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    W = unflatten(theta, layer_sizes)[0][:, 1:]
    return cost(theta, X, Y, layer_sizes) + lambda_ / 2 / len(X) * np.linalg.norm(W)
