# expect: rc-precedence
# style: one-liner, missing parentheses
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    R = [np.c_[np.zeros(len(T)), T[:, 1:]] for T in unflatten(theta, layer_sizes)]
    return gradient(theta, X, Y, layer_sizes) + lambda_ / 2*m * flatten(R)
