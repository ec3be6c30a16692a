# expect: u-return-in-loop
# style: loop, indentation
import numpy as np


def flatten(Thetas):
    return np.hstack([T.flatten() for T in Thetas])


def unflatten(theta, layer_sizes):
    Thetas = []
    i = 0
    for s_in, s_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        j = i + s_out * (s_in + 1)
        Thetas.append(theta[i:j].reshape(s_out, s_in + 1))
        i = j
        return Thetas
