# expect: rc-bias-included + rc-precedence
# style: np.sum with Python loops, two mistakes
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    total = 0
    for Theta in unflatten(theta, layer_sizes):
        total += np.sum(Theta ** 2)
    return cost(theta, X, Y, layer_sizes) + lambda_ / 2 * m * total
