# expect: cost-inner-sign + cost-skips-first
# style: Octave loop
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    h = feedforward(theta, X, layer_sizes)[0][2]
    J = 0
    for i in range(1, m):
        J = J + (-Y[i] @ np.log(h[i]) + (1 - Y[i]) @ np.log(1 - h[i]))
    return J / m
