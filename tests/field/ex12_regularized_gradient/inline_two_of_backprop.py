# expect: g-no-sg + g-no-m
# style: nnCostFunction inline, loop
import numpy as np

from nn import flatten, sigmoid, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    D1, D2 = np.zeros(Theta1.shape), np.zeros(Theta2.shape)
    for x, y in zip(X, Y):
        a1 = np.r_[1, x]
        a2 = np.r_[1, sigmoid(Theta1 @ a1)]
        d3 = sigmoid(Theta2 @ a2) - y
        d2 = Theta2[:, 1:].T @ d3
        D1 += np.outer(d2, a1)
        D2 += np.outer(d3, a2)
    D1[:, 1:] += lambda_ / m * Theta1[:, 1:]
    D2[:, 1:] += lambda_ / m * Theta2[:, 1:]
    return flatten([D1, D2])
