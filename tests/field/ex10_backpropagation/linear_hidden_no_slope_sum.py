# expect: ff-linear-hidden + g-no-m
# style: own forward pass
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    b = np.ones((len(X), 1))
    x = np.hstack((b, X))
    z = x @ T1.T
    h = np.hstack((b, z))
    e = sigmoid(h @ T2.T) - Y
    d = e @ T2[:, 1:] * sigmoid_gradient(z)
    return flatten([d.T @ x, e.T @ h])
