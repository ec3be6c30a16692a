# expect: cost-per-class
# style: MATLAB port, sum works along columns
import numpy as np

from nn import feedforward


def sum(x):
    return np.sum(x, axis=0)   # like MATLAB


def cost(theta, X, Y, layer_sizes):
    m = len(X)
    acts, zs = feedforward(theta, X, layer_sizes)
    hx = acts[2]
    J = (1 / m) * sum(-Y * np.log(hx) - (1 - Y) * np.log(1 - hx))
    return J
