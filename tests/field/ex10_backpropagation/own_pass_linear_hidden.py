# expect: ff-linear-hidden
# style: own forward pass inline, loop over layers
import numpy as np

from nn import flatten, sigmoid, unflatten


def gradient(theta, X, Y, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    x1 = np.insert(X, 0, 1, axis=1)
    s = x1 @ T1.T                           # hidden layer
    s1 = np.insert(s, 0, 1, axis=1)
    out = sigmoid(s1 @ T2.T)
    err = out - Y
    back = err @ T2[:, 1:]
    back = back * sigmoid(s) * (1 - sigmoid(s))
    return flatten([back.T @ x1 / m, err.T @ s1 / m])
