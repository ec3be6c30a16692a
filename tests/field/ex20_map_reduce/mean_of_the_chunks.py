# expect: mr-mean-of-means
# style: comprehension, np.mean
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    grads = [gradient(theta, X[i:i + chunk_size], Y[i:i + chunk_size], layer_sizes)
             for i in range(0, len(X), chunk_size)]
    return np.mean(grads, axis=0)
