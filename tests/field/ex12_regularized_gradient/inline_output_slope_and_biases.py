# expect: g-output-sg + rg-bias-included
# style: inline backpropagation, two at once
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = (a3 - Y) * sigmoid_gradient(z3)
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    D1 = d2.T @ np.insert(a1, 0, 1, axis=1) / m + lambda_ / m * Theta1
    D2 = d3.T @ np.insert(a2, 0, 1, axis=1) / m + lambda_ / m * Theta2
    return np.concatenate((D1.ravel(), D2.ravel()))
