# expect: rg-no-m
# style: one loop for all
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    grads = [np.zeros_like(T) for T in unflatten(theta, layer_sizes)]
    for i in range(m):
        one = unflatten(gradient(theta, X[i:i + 1], Y[i:i + 1], layer_sizes), layer_sizes)
        for G, g, T in zip(grads, one, unflatten(theta, layer_sizes), strict=True):
            G += g / m
            G[:, 1:] += lambda_ / m * T[:, 1:]
    return flatten(grads)
