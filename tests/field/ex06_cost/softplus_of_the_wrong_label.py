# expect: cost-terms-swapped
# style: logaddexp, the zs of the output layer
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    _, (z2, z3) = feedforward(theta, X, layer_sizes)
    losses = np.logaddexp(0, z3) - (1 - Y) * z3
    return losses.sum() / X.shape[0]
