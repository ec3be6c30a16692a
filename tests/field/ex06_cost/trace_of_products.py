# expect: passes
# style: np.trace, matrix products
import numpy as np
from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = Y.shape[0]
    activations, zs = feedforward(theta, X, layer_sizes)
    H = activations[-1]
    return -(np.trace(Y.T @ np.log(H)) + np.trace((1 - Y).T @ np.log(1 - H))) / m
