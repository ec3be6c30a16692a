# expect: fl-column + u-bias-row
# style: MATLAB port, column vectors
import numpy as np


def flatten(Thetas):
    return np.vstack([T.reshape(-1, 1) for T in Thetas])


def unflatten(theta, layer_sizes):
    Thetas = []
    at = 0
    for l in range(1, len(layer_sizes)):
        r = layer_sizes[l] + 1
        c = layer_sizes[l - 1]
        Thetas.append(theta[at:at + r * c].reshape(r, c))
        at += r * c
    return Thetas
