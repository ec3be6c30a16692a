# expect: ff-bias-zeros
# style: own forward pass inline, np.pad
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    a = X
    for Theta in unflatten(theta, layer_sizes):
        a = sigmoid(np.pad(a, ((0, 0), (1, 0))) @ Theta.T)
    return -(Y * np.log(a) + (1 - Y) * np.log(1 - a)).sum(axis=1).mean()
