# expect: passes
# style: einsum, physicist
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    (_, _, p), _ = feedforward(theta, X, layer_sizes)
    on = np.einsum("ik,ik", Y, np.log(p))
    off = np.einsum("ik,ik->", 1 - Y, np.log1p(-p))
    return -(on + off) / p.shape[0]
