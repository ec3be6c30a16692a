# expect: new: the gradient is returned together with the cost
# style: inline nnCostFunction, returns J and grad
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    grad = np.zeros(len(theta))
    m = len(X)
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    # grad comes in the next part
    return J, grad
