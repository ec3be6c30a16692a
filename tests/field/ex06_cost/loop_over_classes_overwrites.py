# expect: cost-last-class
# style: a loop over the classes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = len(Y)
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = 0
    for k in range(layer_sizes[-1]):
        yk = Y[:, k]
        hk = h[:, k]
        J = (-yk @ np.log(hk) - (1 - yk) @ np.log(1 - hk)) / m
    return J
