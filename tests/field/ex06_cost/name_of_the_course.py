# expect: new: the function is called nnCostFunction, not cost
# style: MATLAB port, name of the course
import numpy as np

from nn import feedforward


def nnCostFunction(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    return np.sum(-Y * np.log(h) - (1 - Y) * np.log(1 - h)) / X.shape[0]
