# expect: g-over-k
# style: loops over examples, sloppy names
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    t1, t2 = unflatten(theta, layer_sizes)
    a, z = feedforward(theta, X, layer_sizes)
    g1 = 0
    g2 = 0
    for i in range(X.shape[0]):
        d3 = a[2][i] - Y[i]
        d2 = t2[:, 1:].T @ d3 * sigmoid_gradient(z[0][i])
        g1 = g1 + d2[:, None] * np.r_[1, X[i]][None, :]
        g2 = g2 + d3[:, None] * np.r_[1, a[1][i]][None, :]
    m = Y.shape[1]
    return flatten([g1 / m, g2 / m])
