# expect: rg-over-p
# style: m = len(theta)
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(theta)
    mask = flatten([np.c_[np.zeros(len(T)), np.ones(T[:, 1:].shape)] for T in unflatten(theta, layer_sizes)])
    return gradient(theta, X, Y, layer_sizes) + lambda_ / m * mask * theta
