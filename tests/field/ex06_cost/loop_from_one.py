# expect: cost-skips-first
# style: loops over examples, Octave's counting from 1
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = 0.0
    for i in range(1, m):
        J += -np.dot(Y[i], np.log(h[i])) - np.dot(1 - Y[i], np.log(1 - h[i]))
    return J / m
