# expect: rg-theta1-twice
# style: a line copied and not changed
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    G1, G2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    T1, T2 = unflatten(theta, layer_sizes)
    G1[:, 1:] += lambda_ / m * T1[:, 1:]
    G1[:, 1:] += lambda_ / m * T1[:, 1:]
    return flatten([G1, G2])
