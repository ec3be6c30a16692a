# expect: u-order-F + ff-hidden-bias-weights-cut
# style: MATLAB port, own forward pass inline, two mistakes
import numpy as np

from nn import sigmoid


def cost(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = theta[:h * (n + 1)].reshape((h, n + 1), order="F")
    Theta2 = theta[h * (n + 1):].reshape((K, h + 1), order="F")
    m = X.shape[0]
    A2 = sigmoid(np.c_[np.ones((m, 1)), X] @ Theta1.T)
    A3 = sigmoid(A2 @ Theta2[:, 1:].T)
    J = np.sum(-Y * np.log(A3) - (1 - Y) * np.log(1 - A3)) / m
    return J
