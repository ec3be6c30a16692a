# expect: ff-bias-squashed
# style: inline nnCostFunction, own forward pass, the course's [1 z2] misread
import numpy as np

from nn import sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    ones = np.ones((m, 1))
    a1 = np.hstack((ones, X))
    z2 = np.hstack((ones, a1 @ Theta1.T))
    a2 = sigmoid(z2)
    a3 = sigmoid(a2 @ Theta2.T)
    delta3 = a3 - Y
    delta2 = delta3 @ Theta2 * sigmoid_gradient(z2)
    delta2 = delta2[:, 1:]
    return np.r_[(delta2.T @ a1 / m).ravel(), (delta3.T @ a2 / m).ravel()]
