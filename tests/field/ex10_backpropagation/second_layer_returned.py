# expect: g-theta2-returned
# style: one name for both gradients
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    delta = a3 - Y
    below = delta @ T2[:, 1:] * sigmoid_gradient(z2)
    grad = below.T @ np.hstack((np.ones((m, 1)), a1)) / m
    grad = delta.T @ np.hstack((np.ones((m, 1)), a2)) / m
    return grad.flatten()
