# expect: sig-tanh
# style: two lines, np.tanh as in other courses
import numpy as np

from nn import unflatten


def feedforward(theta, X, layer_sizes):
    A = [X]
    Z = []
    for W in unflatten(theta, layer_sizes):
        Z += [W[:, 0] + A[-1] @ W[:, 1:].T]
        A += [np.tanh(Z[-1])]
    return A, Z
