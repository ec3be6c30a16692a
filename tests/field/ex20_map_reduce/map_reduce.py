# expect: passes
# style: Java streams, map and functools.reduce
from functools import reduce

import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    pieces = zip(np.split(X, range(chunk_size, m, chunk_size)), np.split(Y, range(chunk_size, m, chunk_size)))
    mapped = map(lambda xy: len(xy[0]) * gradient(theta, *xy, layer_sizes), pieces)
    return reduce(np.add, mapped) / m
