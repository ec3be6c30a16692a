# expect: new: the sum is multiplied by K after it is divided by m
# style: beginner, num_labels in the wrong place
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    num_labels = layer_sizes[2]
    m = X.shape[0]
    a3 = feedforward(theta, X, layer_sizes)[0][2]
    J = num_labels / m * np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3))
    return J
