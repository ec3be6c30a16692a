# expect: new: np.matrix stays two-dimensional: the gradient is one row (1, p)
# style: np.matrix
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta2 = np.matrix(unflatten(theta, layer_sizes)[1])
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    d3 = np.matrix(a3 - Y)
    d2 = np.multiply(d3 * Theta2[:, 1:], sigmoid_gradient(z2))
    D1 = d2.T * np.matrix(np.insert(a1, 0, 1, axis=1)) / m
    D2 = d3.T * np.matrix(np.insert(a2, 0, 1, axis=1)) / m
    return np.concatenate((D1.ravel(), D2.ravel()), axis=1)
