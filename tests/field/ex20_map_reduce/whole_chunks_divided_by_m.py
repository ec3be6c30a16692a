# expect: mr-last-missing
# style: m // chunk_size machines
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = X.shape[0]
    machines = m // chunk_size
    g = np.zeros_like(theta)
    for k in range(machines):
        rows = slice(k * chunk_size, (k + 1) * chunk_size)
        g += chunk_size / m * gradient(theta, X[rows], Y[rows], layer_sizes)
    return g
