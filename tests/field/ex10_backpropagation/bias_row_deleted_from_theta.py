# expect: g-theta2-drop-last
# style: slice on the wrong side, loops over examples
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (A1, A2, A3), _ = feedforward(theta, X, layer_sizes)
    D1, D2 = 0 * T1, 0 * T2
    for a1, a2, a3, y in zip(A1, A2, A3, Y):
        d3 = a3 - y
        d2 = (T2.T @ d3)[:-1] * a2 * (1 - a2)
        D1 += np.outer(d2, np.insert(a1, 0, 1))
        D2 += np.outer(d3, np.insert(a2, 0, 1))
    return flatten([D1 / len(X), D2 / len(X)])
