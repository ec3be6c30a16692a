# expect: cost-y-twice
# style: einsum
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    a = feedforward(theta, X, layer_sizes)[0][-1]
    return -(np.einsum('ik,ik->', Y, np.log(a)) + np.einsum('ik,ik->', Y, np.log(1 - a))) / len(a)
