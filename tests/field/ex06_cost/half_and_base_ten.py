# expect: cost-over-2m + cost-log10
# style: linear regression habits, two mistakes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m, K = Y.shape
    h = feedforward(theta, X, layer_sizes)[0][-1]
    costs = Y * np.log10(h) + (1 - Y) * np.log10(1 - h)
    return -1 / (2 * m) * costs.sum()
