# expect: u-order-F
# style: own unflatten inline, MATLAB port, order="F"
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient


def gradient(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    p1 = h * (n + 1)
    T1 = np.reshape(theta[:p1], (h, n + 1), "F")
    T2 = np.reshape(theta[p1:], (K, h + 1), "F")
    m = len(X)
    a1 = np.c_[np.ones(m), X]
    z2 = a1 @ T1.T
    a2 = np.c_[np.ones(m), sigmoid(z2)]
    a3 = sigmoid(a2 @ T2.T)
    d3 = a3 - Y
    d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
    return flatten([d2.T @ a1 / m, d3.T @ a2 / m])
