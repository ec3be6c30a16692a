# expect: cost-small-number
# style: advice against nan
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    m = Y.shape[0]
    return -1/m * np.sum(Y * np.log(a3 + 1e-5) + (1 - Y) * np.log(1 - a3 + 1e-5))
