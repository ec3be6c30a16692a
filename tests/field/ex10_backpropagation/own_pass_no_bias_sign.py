# expect: ff-hidden-bias-weights-cut + g-sign
# style: own forward pass, separate bias
import numpy as np

from nn import flatten, sigmoid, unflatten


def gradient(theta, X, Y, layer_sizes):
    A, B = unflatten(theta, layer_sizes)
    h = sigmoid(A[:, 0] + X @ A[:, 1:].T)
    o = sigmoid(h @ B[:, 1:].T)
    e = Y - o
    d = e @ B[:, 1:] * h * (1 - h)
    m = len(X)
    G1 = np.c_[d.sum(0), d.T @ X] / m
    G2 = np.c_[e.sum(0), e.T @ h] / m
    return flatten([G1, G2])
