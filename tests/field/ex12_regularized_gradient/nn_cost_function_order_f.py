# expect: u-order-F
# style: inline nnCostFunction, MATLAB port, order="F"
import numpy as np

from nn import flatten, sigmoid


def regularized_gradient(nn_params, X, Y, layer_sizes, Lambda):
    n, h, K = layer_sizes
    Theta1 = nn_params[:h * (n + 1)].reshape((h, n + 1), order="F")
    Theta2 = nn_params[h * (n + 1):].reshape((K, h + 1), order="F")
    m = len(X)
    a1 = np.insert(X, 0, 1, axis=1)
    a2 = np.insert(sigmoid(a1 @ Theta1.T), 0, 1, axis=1)
    a3 = sigmoid(a2 @ Theta2.T)
    d3 = a3 - Y
    d2 = (d3 @ Theta2 * a2 * (1 - a2))[:, 1:]
    G1 = d2.T @ a1 / m
    G2 = d3.T @ a2 / m
    G1[:, 1:] = G1[:, 1:] + Lambda / m * Theta1[:, 1:]
    G2[:, 1:] = G2[:, 1:] + Lambda / m * Theta2[:, 1:]
    return flatten([G1, G2])
