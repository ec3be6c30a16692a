# expect: rg-sum-added
# style: the sum of the cost left in
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    return gradient(theta, X, Y, layer_sizes) + lambda_ / m * (np.sum(T1[:, 1:]) + np.sum(T2[:, 1:]))
