# expect: cost-one-hot-again
# style: ex4.m, with astype
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    Ymat = np.zeros((len(X), layer_sizes[-1]))
    for i in range(len(X)):
        Ymat[i, Y[i].astype(int) - 1] = 1
    return -np.sum(Ymat * np.log(h) + (1 - Ymat) * np.log(1 - h)) / len(X)
