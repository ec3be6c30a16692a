# expect: u-order-F + rc-no-half
# style: MATLAB port, cost imported, own reshape
import numpy as np

from nn import cost


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    t1 = theta[:h * (n + 1)].reshape((h, n + 1), order="F")
    t2 = theta[h * (n + 1):].reshape((K, h + 1), order="F")
    reg = np.sum(t1[:, 1:] ** 2) + np.sum(t2[:, 1:] ** 2)
    return cost(theta, X, Y, layer_sizes) + lambda_ / len(X) * reg
