# expect: u-order-F + rg-bias-included
# style: inline nnCostFunction, MATLAB port, two mistakes
import numpy as np

from nn import sigmoid, sigmoid_gradient


def regularized_gradient(nn_params, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    Theta1 = np.reshape(nn_params[:h * (n + 1)], (h, n + 1), order='F')
    Theta2 = np.reshape(nn_params[h * (n + 1):], (K, h + 1), order='F')
    m = X.shape[0]
    grad1 = np.zeros_like(Theta1)
    grad2 = np.zeros_like(Theta2)
    for t in range(m):
        a1 = np.hstack((1, X[t]))
        z2 = Theta1 @ a1
        a2 = np.hstack((1, sigmoid(z2)))
        d3 = sigmoid(Theta2 @ a2) - Y[t]
        d2 = (Theta2.T @ d3)[1:] * sigmoid_gradient(z2)
        grad1 += np.outer(d2, a1)
        grad2 += np.outer(d3, a2)
    grad1 = grad1 / m + lambda_ / m * Theta1
    grad2 = grad2 / m + lambda_ / m * Theta2
    return np.hstack((grad1.ravel(), grad2.ravel()))
