# expect: rg-theta1-only + rg-sign
# style: in place on views of a copy
import numpy as np

from nn import gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    g = gradient(theta, X, Y, layer_sizes)
    G1, G2 = unflatten(g, layer_sizes)
    T1, T2 = unflatten(theta, layer_sizes)
    G1[:, 1:] -= lambda_ / len(X) * T1[:, 1:]
    return g
