# expect: mr-running-mean
# style: the same, from zeros
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    total = np.zeros_like(theta)
    start = 0
    while start < m:
        part = gradient(theta, X[start:start + chunk_size], Y[start:start + chunk_size], layer_sizes)
        total = np.mean([total, part], axis=0)
        start += chunk_size
    return total
