# expect: sig-sign + g-no-m
# style: own sigmoid in the forward pass, sigmoid_gradient imported
import numpy as np

from nn import flatten, sigmoid_gradient, unflatten


def g(z):
    return 1 / (1 + np.exp(z))


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    one = np.ones((len(X), 1))
    z2 = np.hstack([one, X]) @ T1.T
    a2 = g(z2)
    a3 = g(np.hstack([one, a2]) @ T2.T)
    d3 = a3 - Y
    d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
    return flatten([d2.T @ np.hstack([one, X]), d3.T @ np.hstack([one, a2])])
