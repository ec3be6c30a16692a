# expect: cost-log-1-minus-a
# style: parentheses
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    return -np.sum(Y * np.log(h) + (1 - Y) * (np.log(1) - h)) / len(X)
