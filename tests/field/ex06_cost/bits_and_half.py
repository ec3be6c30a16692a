# expect: cost-log2 + cost-over-2m
# style: physicist, information in bits
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    q = feedforward(theta, X, layer_sizes)[0][-1]
    S = -np.einsum("ik,ik->", Y, np.log2(q)) - np.einsum("ik,ik->", 1 - Y, np.log2(1 - q))
    return S / (2 * len(X))
