# expect: passes
# style: physicist, np.split at cumulative sizes
import numpy as np


def _shapes(layer_sizes):
    s = np.asarray(layer_sizes)
    return np.stack([s[1:], s[:-1] + 1], axis=1)


def flatten(Thetas):
    return np.concatenate(Thetas, axis=None)


def unflatten(theta, layer_sizes):
    shp = _shapes(layer_sizes)
    cuts = np.cumsum(shp.prod(axis=1))[:-1]
    return [piece.reshape(*sh) for piece, sh in zip(np.split(theta, cuts), shp)]
