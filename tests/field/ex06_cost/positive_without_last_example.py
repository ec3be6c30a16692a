# expect: cost-sign + cost-skips-last
# style: loops over examples, two mistakes
import numpy as np
from nn import feedforward

def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    m = len(X)
    s = 0
    i = 0
    while i < m - 1:
        s = s + np.sum(Y[i] * np.log(h[i]) + (1 - Y[i]) * np.log(1 - h[i]))
        i += 1
    return s / m
