# expect: cost-over-n
# style: deeplearning.ai, m = X.shape[1]
import numpy as np

from nn import feedforward


def compute_cost(AL, Y, m):
    cost = -1 / m * np.sum(np.multiply(Y, np.log(AL)) + np.multiply(1 - Y, np.log(1 - AL)))
    cost = np.squeeze(cost)      # To make sure your cost's shape is what we expect
    assert cost.shape == ()
    return cost


def cost(theta, X, Y, layer_sizes):
    m = X.shape[1]               # number of examples
    AL = feedforward(theta, X, layer_sizes)[0][-1]
    return float(compute_cost(AL, Y, m))
