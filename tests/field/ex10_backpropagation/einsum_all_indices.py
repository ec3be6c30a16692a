# expect: passes
# style: einsum, physicist
import numpy as np

from nn import feedforward, unflatten


def gradient(theta, X, Y, layer_sizes):
    W = unflatten(theta, layer_sizes)[1][:, 1:]
    (x, a, p), _ = feedforward(theta, X, layer_sizes)
    d = (p - Y) / len(X)
    e = np.einsum("mk,kj,mj,mj->mj", d, W, a, 1 - a)
    G1 = np.concatenate([e.sum(0)[:, None], np.einsum("mj,mi->ji", e, x)], axis=1)
    G2 = np.concatenate([d.sum(0)[:, None], np.einsum("mk,mj->kj", d, a)], axis=1)
    return np.concatenate([G1, G2], axis=None)
