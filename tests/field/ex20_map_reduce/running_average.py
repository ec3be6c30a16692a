# expect: mr-running-mean
# style: the first chunk, then the mean with each other one
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    g = gradient(theta, X[:chunk_size], Y[:chunk_size], layer_sizes)
    for i in range(chunk_size, m, chunk_size):
        g = (g + gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)) / 2
    return g
