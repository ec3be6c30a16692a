# expect: passes
# style: deeplearning.ai (columns are examples)
import numpy as np

from nn import feedforward


def compute_cost(AL, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(AL), Y) + np.multiply(np.log(1 - AL), 1 - Y)
    cost = -1 / m * np.sum(logprobs)
    cost = np.squeeze(cost)             # turns [[17]] into 17
    return float(cost)


def cost(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    return compute_cost(activations[-1].T, Y.T)
