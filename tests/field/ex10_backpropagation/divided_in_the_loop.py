# expect: g-m-in-the-loop
# style: the division indented too far
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    G1 = np.zeros(T1.shape)
    G2 = np.zeros(T2.shape)
    for i in range(m):
        d3 = a3[i] - Y[i]
        d2 = T2[:, 1:].T @ d3 * sigmoid_gradient(z2[i])
        G1 += np.outer(d2, np.r_[1, a1[i]])
        G2 += np.outer(d3, np.r_[1, a2[i]])
        G1 /= m
        G2 /= m
    return flatten([G1, G2])
