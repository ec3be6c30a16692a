# expect: passes
# style: logaddexp, the zs of the output layer
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    """softplus(z) - y z, the stable form"""
    z = feedforward(theta, X, layer_sizes)[1][-1]
    return float(np.mean(np.sum(np.logaddexp(0, z) - Y * z, axis=1)))
