# expect: mr-first-only
# style: while loop, indentation
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    total = 0
    i = 0
    while i < m:
        xs = X[i:i + chunk_size]
        ys = Y[i:i + chunk_size]
        total = total + len(xs) / m * gradient(theta, xs, ys, layer_sizes)
        i = i + chunk_size
        return total
