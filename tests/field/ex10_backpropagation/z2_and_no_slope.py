# expect: g-z2-for-a2 + g-no-sg
# style: loop over examples
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    G1, G2 = np.zeros(T1.shape), np.zeros(T2.shape)
    for i in range(len(X)):
        d3 = a3[i] - Y[i]
        d2 = T2[:, 1:].T @ d3
        G2 += np.outer(d3, np.r_[1, z2[i]])
        G1 += np.outer(d2, np.r_[1, a1[i]])
    return flatten([G1, G2]) / len(X)
