# expect: passes
# style: from z, with logaddexp
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    z = feedforward(theta, X, layer_sizes)[1][-1]
    return np.sum(np.logaddexp(0, z) - Y * z) / X.shape[0]
