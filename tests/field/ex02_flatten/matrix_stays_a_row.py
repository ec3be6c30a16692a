# expect: new: np.matrix stays two-dimensional: flatten returns one row (1, p)
# style: np.matrix
import numpy as np


def flatten(Thetas):
    return np.hstack([np.matrix(T).ravel() for T in Thetas])


def unflatten(theta, layer_sizes):
    out = []
    off = 0
    for a, b in zip(layer_sizes, layer_sizes[1:]):
        out.append(theta[off:off + b * (a + 1)].reshape((b, a + 1)))
        off = off + b * (a + 1)
    return out
