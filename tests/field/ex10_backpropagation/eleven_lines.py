# expect: g-output-sg + g-sign
# style: 11-lines style, two mistakes
import numpy as np

from nn import feedforward, flatten, unflatten


def nonlin(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))


def gradient(theta, X, Y, layer_sizes):
    syn0, syn1 = unflatten(theta, layer_sizes)
    l0, l1, l2 = feedforward(theta, X, layer_sizes)[0]
    l2_error = Y - l2
    l2_delta = l2_error * nonlin(l2, deriv=True)
    l1_error = l2_delta.dot(syn1[:, 1:])
    l1_delta = l1_error * nonlin(l1, deriv=True)
    g1 = l2_delta.T.dot(np.insert(l1, 0, 1, axis=1))
    g0 = l1_delta.T.dot(np.insert(l0, 0, 1, axis=1))
    return flatten([g0 / len(X), g1 / len(X)])
