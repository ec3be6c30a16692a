# expect: fl-two-layers
# style: np.append, the course's two matrices
import numpy as np


def flatten(Thetas):
    return np.append(Thetas[0].ravel(), Thetas[1].ravel())


def unflatten(theta, layer_sizes):
    Thetas, pos = [], 0
    for n_in, n_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        size = n_out * (n_in + 1)
        Thetas.append(theta[pos:pos + size].reshape(n_out, n_in + 1))
        pos += size
    return Thetas
