# expect: u-order-F + g-output-sg
# style: inline nnCostFunction, MATLAB port, two mistakes
import numpy as np

from nn import sigmoid, sigmoid_gradient


def gradient(theta, X, Y, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1, order="F")
    Theta2 = theta[h * (n + 1):].reshape(K, h + 1, order="F")
    m = len(X)
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    z3 = a2 @ Theta2.T
    d3 = (sigmoid(z3) - Y) * sigmoid_gradient(z3)
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return np.concatenate([(d2.T @ a1 / m).ravel(), (d3.T @ a2 / m).ravel()])
