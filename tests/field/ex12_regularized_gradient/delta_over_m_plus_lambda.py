# expect: rg-no-m
# style: inline nnCostFunction, vectorized
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    grad1 = d2.T @ np.c_[np.ones(m), a1] / m
    grad2 = d3.T @ np.c_[np.ones(m), a2] / m
    grad1[:, 1:] += lambda_ * Theta1[:, 1:]
    grad2[:, 1:] += lambda_ * Theta2[:, 1:]
    return flatten([grad1, grad2])
