# expect: rc-first-row
# style: R user, negative indices
import numpy as np

from nn import cost, unflatten


def drop_first(M):
    return np.delete(M, 0, 0)      # R: M[-1]


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(Y)
    ssq = 0
    for M in unflatten(theta, layer_sizes):
        ssq = ssq + np.sum(drop_first(M) ** 2)
    return cost(theta, X, Y, layer_sizes) + lambda_ * ssq / (2 * m)
