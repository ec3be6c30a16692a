# expect: rg-sum-added
# style: the penalty of the cost, doubled as its derivative
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = lambda_ / m * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return gradient(theta, X, Y, layer_sizes) + reg
