# expect: g-first-example
# style: loops over examples, indentation
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (A1, A2, A3), (Z2, Z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    G1, G2 = np.zeros_like(T1), np.zeros_like(T2)
    for x, y, a2, a3, z2 in zip(X, Y, A2, A3, Z2):
        d3 = a3 - y
        d2 = (d3 @ T2)[1:] * sigmoid_gradient(z2)
        G1 += np.outer(d2, np.r_[1, x])
        G2 += np.outer(d3, np.r_[1, a2])
        return flatten([G1 / m, G2 / m])
