# expect: mr-no-step
# style: range without its step
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    m = len(X)
    g = np.zeros(theta.size)
    for i in range(0, m):
        Xc = X[i:i + chunk_size]
        g += len(Xc) / m * gradient(theta, Xc, Y[i:i + chunk_size], layer_sizes)
    return g
