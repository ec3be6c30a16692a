# expect: rc-matrix-square
# style: Octave's T1' * T1
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    T1 = T1[:, 1:]
    T2 = T2[:, 1:]
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * (np.sum(T1.T @ T1) + np.sum(T2.T @ T2))
