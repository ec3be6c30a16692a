# expect: cost-log2 + cost-mean-all
# style: information theory, one-liner, two mistakes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    p = feedforward(theta, X, layer_sizes)[0][-1]
    return np.mean(-Y * np.log2(p) - (1 - Y) * np.log2(1 - p))
