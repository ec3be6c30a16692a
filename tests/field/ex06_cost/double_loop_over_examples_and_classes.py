# expect: passes
# style: loops over examples, MATLAB port
from math import log

import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    K = layer_sizes[2]
    activations, zs = feedforward(theta, X, layer_sizes)
    h = activations[2]
    J = 0
    for i in range(m):
        for k in range(K):
            J = J + (-Y[i, k] * log(h[i, k]) - (1 - Y[i, k]) * log(1 - h[i, k]))
    J = J / m
    return J
