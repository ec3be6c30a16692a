# expect: new: X(i, k) is Octave: in NumPy an entry is X[i, k]
# style: MATLAB port, Octave signs, loops over examples
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    m, K = Y.shape
    J = 0
    for i in range(m):
        for k in range(K):
            J += -Y(i, k) * np.log(h(i, k)) - (1 - Y(i, k)) * np.log(1 - h(i, k))
    return J / m
