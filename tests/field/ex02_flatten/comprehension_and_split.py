# expect: passes
# style: np.split, np.cumsum
import numpy as np


def flatten(Thetas):
    return np.concatenate([np.reshape(T, -1) for T in Thetas])


def unflatten(theta, layer_sizes):
    shapes = [(o, i + 1) for i, o in zip(layer_sizes[:-1], layer_sizes[1:])]
    ends = np.cumsum([r * c for r, c in shapes])
    return [piece.reshape(shape) for piece, shape in zip(np.split(theta, ends[:-1]), shapes)]
