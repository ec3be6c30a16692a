# expect: g-squared-error
# style: the error squared as in a cost
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    error = np.power(a3 - Y, 2)
    hidden = (error @ T2)[:, 1:] * sigmoid_gradient(z2)
    return flatten([hidden.T @ np.c_[np.ones(m), X] / m, error.T @ np.c_[np.ones(m), a2] / m])
