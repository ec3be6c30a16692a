# expect: passes
# style: indices of the biases in the vector
import numpy as np

from nn import gradient


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    g = np.array(gradient(theta, X, Y, layer_sizes))
    is_bias = np.zeros(len(theta), dtype=bool)
    is_bias[:h * (n + 1):n + 1] = True
    is_bias[h * (n + 1)::h + 1] = True
    g[~is_bias] += lambda_ / len(Y) * theta[~is_bias]
    return g
