# expect: ff-bias-zeros
# style: own forward pass inline, np.zeros in place of np.ones
import numpy as np

from nn import flatten, sigmoid, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.hstack((np.zeros((m, 1)), X))
    a2 = sigmoid(a1 @ Theta1.T)
    a2 = np.hstack((np.zeros((m, 1)), a2))
    a3 = sigmoid(a2 @ Theta2.T)
    d3 = a3 - Y
    d2 = (d3 @ Theta2)[:, 1:] * a2[:, 1:] * (1 - a2[:, 1:])
    return flatten([d2.T @ a1 / m, d3.T @ a2 / m])
