# expect: g-bias-zero + g-sign
# style: deeplearning.ai, two mistakes
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = Y - a3
    d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
    g1 = np.zeros(T1.shape)
    g2 = np.zeros(T2.shape)
    g1[:, 1:] = d2.T @ a1 / m
    g2[:, 1:] = d3.T @ a2 / m
    return flatten([g1, g2])
