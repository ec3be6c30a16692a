# expect: passes
# style: np.split, np.average with weights
import numpy as np

from nn import gradient


def chunked_gradient(theta, X, Y, layer_sizes, chunk_size):
    cuts = list(range(chunk_size, len(X), chunk_size))
    parts = list(zip(np.split(X, cuts), np.split(Y, cuts)))
    grads = [gradient(theta, x, y, layer_sizes) for x, y in parts]
    return np.average(grads, axis=0, weights=[len(x) for x, _ in parts])
