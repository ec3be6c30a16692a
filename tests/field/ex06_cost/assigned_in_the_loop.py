# expect: cost-last-example
# style: loops over examples, = in place of +=
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    activations, zs = feedforward(theta, X, layer_sizes)
    m = len(X)
    J = 0
    for i in range(m):
        a = activations[2][i]
        J = sum(-Y[i] * np.log(a) - (1 - Y[i]) * np.log(1 - a)) / m
    return J
