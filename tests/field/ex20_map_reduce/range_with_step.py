# expect: passes
# style: range with a step, weighted sum
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    total = np.zeros(len(theta))
    for start in range(0, m, chunk_size):
        x, y = X[start:start + chunk_size], Y[start:start + chunk_size]
        total += len(x) * gradient(theta, x, y, layer_sizes)
    return total / m
