# expect: mr-plain-sum + mr-starts-at-1
# style: MATLAB habit
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    total = 0
    for i in range(1, len(X), chunk_size):
        total = total + gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)
    return total
