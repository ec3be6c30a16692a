# expect: cost-all-pairs
# style: logistic regression in vector form carried over
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = Y.shape[0]
    h = feedforward(theta, X, layer_sizes)[0][-1]
    # from ex2: J = (-y' * log(h) - (1-y)' * log(1-h)) / m
    J = (-np.dot(Y.T, np.log(h)) - np.dot((1 - Y).T, np.log(1 - h))) / m
    return np.sum(J)
