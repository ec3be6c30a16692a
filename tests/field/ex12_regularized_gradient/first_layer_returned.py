# expect: rg-theta1-returned
# style: the list ends too early
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    G1, G2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    G1[:, 1:] += lambda_ / m * T1[:, 1:]
    G2[:, 1:] += lambda_ / m * T2[:, 1:]
    return flatten([G1])
