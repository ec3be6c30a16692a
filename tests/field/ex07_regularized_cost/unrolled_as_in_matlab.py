# expect: u-order-F
# style: MATLAB port, order="F"
import numpy as np

from nn import cost


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    Theta1 = theta[: h * (n + 1)].reshape(h, n + 1, order="F")
    Theta2 = theta[h * (n + 1):].reshape(K, h + 1, order="F")
    m = X.shape[0]
    reg = np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)
    return cost(theta, X, Y, layer_sizes) + reg * lambda_ / (2 * m)
