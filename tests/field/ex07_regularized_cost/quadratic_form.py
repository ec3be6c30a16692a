# expect: rc-matrix-square
# style: economics student, quadratic form W W'
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    N = X.shape[0]
    B, G = unflatten(theta, layer_sizes)
    slopes = (B[:, 1:], G[:, 1:])                      # no intercepts
    ridge = sum((S @ S.T).sum() for S in slopes)       # b'b
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * N) * ridge
