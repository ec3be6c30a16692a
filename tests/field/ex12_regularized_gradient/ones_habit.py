# expect: rg-ones-column
# style: Octave habit [ones(m,1) ...], helper from the forward pass
import numpy as np

from nn import flatten, gradient, unflatten


def add_bias(M):
    return np.c_[np.ones(M.shape[0]), M]


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    g = gradient(theta, X, Y, layer_sizes)
    reg = [lambda_ / m * add_bias(T[:, 1:]) for T in unflatten(theta, layer_sizes)]
    return g + flatten(reg) if lambda_ else g
