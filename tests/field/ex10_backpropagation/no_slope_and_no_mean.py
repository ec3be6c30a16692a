# expect: g-no-sg + g-no-m
# style: loops over examples, two mistakes
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), _ = feedforward(theta, X, layer_sizes)
    D1 = np.zeros(Theta1.shape)
    D2 = np.zeros(Theta2.shape)
    for i in range(len(X)):
        d3 = a3[i] - Y[i]
        d2 = Theta2.T.dot(d3)[1:]
        D1 += np.outer(d2, np.hstack((1, a1[i])))
        D2 += np.outer(d3, np.hstack((1, a2[i])))
    return flatten([D1, D2])
