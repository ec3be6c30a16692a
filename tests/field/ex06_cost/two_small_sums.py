# expect: cost-squared + cost-mean-all
# style: linear regression carried over
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    acts, _ = feedforward(theta, X, layer_sizes)
    return 0.5 * np.mean((acts[-1] - Y) ** 2)
