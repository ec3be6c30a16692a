# expect: g-delta3-is-a3
# style: Y forgotten
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    d3 = a3
    d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
    return flatten([d2.T @ np.c_[np.ones(m), a1] / m, d3.T @ np.c_[np.ones(m), a2] / m])
