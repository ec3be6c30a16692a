# expect: passes
# style: statistician: minus the log of the likelihood of each example
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    p = feedforward(theta, X, layer_sizes)[0][-1]
    likelihood = np.prod(p ** Y * (1 - p) ** (1 - Y), axis=1)
    return -np.mean(np.log(likelihood))
