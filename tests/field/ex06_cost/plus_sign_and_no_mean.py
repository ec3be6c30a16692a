# expect: cost-inner-sign + cost-no-m
# style: loop over classes, two mistakes
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    a, z = feedforward(theta, X, layer_sizes)
    J = 0
    for k in range(layer_sizes[-1]):
        y = Y[:, k]
        h = a[-1][:, k]
        J += -y.dot(np.log(h)) + (1 - y).dot(np.log(1 - h))
    return J
