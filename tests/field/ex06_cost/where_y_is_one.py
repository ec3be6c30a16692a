# expect: passes
# style: np.where, one logarithm
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    return -np.log(np.where(Y == 1, a3, 1 - a3)).sum() / len(X)
