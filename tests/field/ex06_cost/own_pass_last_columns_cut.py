# expect: ff-last-column
# style: own forward pass in one line
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    h = sigmoid(sigmoid(X @ T1[:, :-1].T) @ T2[:, :-1].T)
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)
