# expect: passes
# style: the biases by their stride in theta
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    reg = theta.copy()
    reg[0:h * (n + 1):n + 1] = 0
    reg[h * (n + 1)::h + 1] = 0
    return gradient(theta, X, Y, layer_sizes) + reg * (lambda_ / X.shape[0])
