# expect: passes
# style: loops over weights
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Grads = [G.copy() for G in unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)]
    Thetas = unflatten(theta, layer_sizes)
    for G, T in zip(Grads, Thetas):
        rows, cols = T.shape
        for i in range(rows):
            for j in range(cols):
                if j != 0:
                    G[i, j] = G[i, j] + (lambda_ / m) * T[i, j]
    return flatten(Grads)
