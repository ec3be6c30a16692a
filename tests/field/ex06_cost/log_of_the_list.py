# expect: cost-no-unpacking
# style: unpacked, and the -1 forgotten
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h, _ = feedforward(theta, X, layer_sizes)
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)
