# expect: cost-all-pairs
# style: np.matrix
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = np.matrix(feedforward(theta, X, layer_sizes)[0][-1])
    y = np.matrix(Y)
    m = len(X)
    J = (-y.T * np.log(h) - (1 - y).T * np.log(1 - h)).sum() / m
    return J
