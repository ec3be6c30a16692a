# expect: new: the last column of each Theta is left out, too
# style: loops over weights, Octave's 2:end
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    T1, T2 = unflatten(theta, layer_sizes)
    reg = 0
    for i in range(h):
        for j in range(1, n):
            reg += T1[i, j] ** 2
    for i in range(K):
        for j in range(1, h):
            reg += T2[i, j] ** 2
    return cost(theta, X, Y, layer_sizes) + lambda_ / 2 / len(X) * reg
