# expect: g-no-m
# style: a loop over the examples whose body does not use i
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    G1 = np.zeros(T1.shape)
    G2 = np.zeros(T2.shape)
    for i in range(m):
        d3 = a3 - Y
        d2 = d3 @ T2[:, 1:] * sigmoid_gradient(z2)
        G1 += d2.T @ np.c_[np.ones(m), a1]
        G2 += d3.T @ np.c_[np.ones(m), a2]
    return flatten([G1 / m, G2 / m])
