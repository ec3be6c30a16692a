# expect: passes
# style: physicist, softplus of the logits
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    """sum of softplus(z) - y z, as BCEWithLogitsLoss does"""
    _, (*_, z) = feedforward(theta, X, layer_sizes)
    return (np.logaddexp(0, z) - Y * z).sum() / z.shape[0]
