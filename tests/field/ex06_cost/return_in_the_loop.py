# expect: cost-first-example
# style: loops over examples, indentation
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    H = feedforward(theta, X, layer_sizes)[0][-1]
    m = len(X)
    J = 0
    for y, h in zip(Y, H):
        J += -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h))
        return J / m
