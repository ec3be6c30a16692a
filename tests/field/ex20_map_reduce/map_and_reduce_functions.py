# expect: passes
# style: functional: map, functools.reduce, np.average
from functools import reduce

import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    chunks = ((X[i:i + chunk_size], Y[i:i + chunk_size]) for i in range(0, X.shape[0], chunk_size))
    mapped = map(lambda c: (len(c[0]), gradient(theta, c[0], c[1], layer_sizes)), chunks)
    n, g = reduce(lambda p, q: (p[0] + q[0], (p[0] * p[1] + q[0] * q[1]) / (p[0] + q[0])), mapped)
    return g
