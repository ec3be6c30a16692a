# expect: passes
# style: mask made by flattening ones
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    mask = [np.ones_like(T) for T in unflatten(theta, layer_sizes)]
    for M in mask:
        M[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / X.shape[0] * theta * flatten(mask)
