# expect: mr-plain-sum + mr-starts-at-1
# style: two mistakes, Octave's counting from 1
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    g = 0
    for i in range(1, len(X), chunk_size):
        g = g + gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)
    return g
