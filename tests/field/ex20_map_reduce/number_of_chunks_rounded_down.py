# expect: mr-full-chunks-counted
# style: mean over m // chunk_size
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    g = np.zeros(theta.size)
    for i in range(0, m, chunk_size):
        g += gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)
    return g / (m // chunk_size)
