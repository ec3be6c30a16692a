# expect: rc-theta1-twice
# style: a line copied, and one name left as it was
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * (np.sum(T1[:, 1:] ** 2) + np.sum(T1[:, 1:] ** 2))
