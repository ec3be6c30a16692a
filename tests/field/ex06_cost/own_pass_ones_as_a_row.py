# expect: ff-no-bias
# style: own forward pass
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    a2 = sigmoid(np.insert(X, 0, 1, axis=0) @ T1.T)
    h = sigmoid(np.insert(a2, 0, 1, axis=0) @ T2.T)
    return -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / len(X)
