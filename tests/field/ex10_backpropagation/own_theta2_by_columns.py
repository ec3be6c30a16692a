# expect: u-order-F + g-no-m
# style: feedforward imported, own reshape as in MATLAB
import numpy as np

from nn import feedforward, sigmoid_gradient


def gradient(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    Theta2 = theta[h * (n + 1):].reshape((K, h + 1), order="F")
    one = np.ones((len(X), 1))
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return np.r_[(d2.T @ np.hstack([one, a1])).ravel(), (d3.T @ np.hstack([one, a2])).ravel()]
