# expect: passes
# style: recursion
import numpy as np


def flatten(Thetas):
    if len(Thetas) == 1:
        return Thetas[0].flatten()
    return np.append(Thetas[0].flatten(), flatten(Thetas[1:]))


def unflatten(theta, layer_sizes):
    if len(layer_sizes) < 2:
        return []
    s_in, s_out = layer_sizes[0], layer_sizes[1]
    n = s_out * (s_in + 1)
    return [theta[:n].reshape(s_out, s_in + 1)] + unflatten(theta[n:], layer_sizes[1:])
