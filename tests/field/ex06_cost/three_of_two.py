# expect: new: feedforward returns two lists
# style: names from the lecture
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    (a1, a2, h) = feedforward(theta, X, layer_sizes)
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)
