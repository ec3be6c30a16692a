# expect: rg-data-over-m
# style: (Delta + lambda * Theta) / m with a Delta that is a mean
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
    G1 = d2.T @ np.c_[np.ones(m), a1] / m
    G2 = d3.T @ np.c_[np.ones(m), a2] / m
    G1[:, 1:] = (G1[:, 1:] + lambda_ * T1[:, 1:]) / m
    G2[:, 1:] = (G2[:, 1:] + lambda_ * T2[:, 1:]) / m
    return flatten([G1, G2])
