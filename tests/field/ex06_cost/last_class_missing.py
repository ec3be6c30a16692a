# expect: cost-skips-last-class
# style: loop over the classes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    total = 0
    for i in range(len(X)):
        for k in range(layer_sizes[-1] - 1):
            total -= np.log(h[i, k]) if Y[i, k] else np.log(1 - h[i, k])
    return total / len(X)
