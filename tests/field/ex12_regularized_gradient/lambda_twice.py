# expect: new: λ is squared
# style: sloppy names, λ is multiplied in twice
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    parts = []
    for T in unflatten(theta, layer_sizes):
        r = lambda_ * T
        r[:, 0] = 0
        parts.append(lambda_ * r / len(X))
    return gradient(theta, X, Y, layer_sizes) + flatten(parts)
