# expect: passes
# style: np.linalg.norm, generator
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = Y.shape[0]
    penalty = sum(np.linalg.norm(T[:, 1:]) ** 2 for T in unflatten(theta, layer_sizes))
    return cost(theta, X, Y, layer_sizes) + lambda_ / 2 * penalty / m
