# expect: new: m is mK, the number of entries of Y
# style: m = Y.size
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = Y.size
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    return (cost(theta, X, Y, layer_sizes)
            + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)))
