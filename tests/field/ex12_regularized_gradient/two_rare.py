# expect: rg-columns-0-and-1 + rg-over-k
# style: MATLAB port, sizes mixed up
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = Y.shape[1]
    P = [T.copy() for T in unflatten(theta, layer_sizes)]
    for T in P:
        T[:, 0:2] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / m * flatten(P)
