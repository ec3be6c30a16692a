# expect: g-output-sg + rg-bias-included
# style: inline nnCostFunction, two mistakes
import numpy as np

from nn import feedforward, flatten, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), _ = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    d3 = (a3 - Y) * a3 * (1 - a3)
    d2 = d3 @ Theta2[:, 1:] * a2 * (1 - a2)
    G1 = (d2.T @ np.c_[np.ones(m), a1] + lambda_ * Theta1) / m
    G2 = (d3.T @ np.c_[np.ones(m), a2] + lambda_ * Theta2) / m
    return flatten([G1, G2])
