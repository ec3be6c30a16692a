# expect: passes
# style: np.matrix, trace instead of a sum
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    H = np.matrix(feedforward(theta, X, layer_sizes)[0][-1])
    y = np.matrix(Y)
    m = H.shape[0]
    J = -(np.trace(y.T * np.log(H)) + np.trace((1 - y).T * np.log(1 - H))) / m
    return float(J)
