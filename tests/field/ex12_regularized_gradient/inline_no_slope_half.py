# expect: g-no-sg + rg-half
# style: nnCostFunction inline
import numpy as np

from nn import flatten, sigmoid, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), sigmoid(a1 @ Theta1.T)]
    a3 = sigmoid(a2 @ Theta2.T)
    d3 = a3 - Y
    d2 = (d3 @ Theta2)[:, 1:]
    G1, G2 = d2.T @ a1 / m, d3.T @ a2 / m
    G1[:, 1:] += lambda_ / (2 * m) * Theta1[:, 1:]
    G2[:, 1:] += lambda_ / (2 * m) * Theta2[:, 1:]
    return flatten([G1, G2])
