# expect: cost-over-n
# style: deeplearning.ai (m = X.shape[1]) with examples as rows
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[1]
    A3 = feedforward(theta, X, layer_sizes)[0][-1]
    logprobs = Y * np.log(A3) + (1 - Y) * np.log(1 - A3)
    return -np.sum(logprobs) / m
