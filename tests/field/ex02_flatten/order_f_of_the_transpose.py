# expect: passes
# style: MATLAB port that thinks of the transpose (order="F" on both sides cancels)
import numpy as np


def flatten(Thetas):
    v = np.array([])
    for T in Thetas:
        v = np.r_[v, T.T.flatten(order="F")]
    return v


def unflatten(theta, layer_sizes):
    a = 0
    Thetas = []
    for s_in, s_out in zip(layer_sizes, layer_sizes[1:]):
        b = a + s_out * (s_in + 1)
        Thetas.append(theta[a:b].reshape(s_in + 1, s_out, order="F").T)
        a = b
    return Thetas
