# expect: cost-one-hot-again
# style: inline nnCostFunction, recoding of y
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    num_labels = layer_sizes[2]
    y_matrix = np.eye(num_labels)[Y.astype(int).ravel() - 1]
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = 1 / m * np.sum(-y_matrix * np.log(h) - (1 - y_matrix) * np.log(1 - h))
    return J
