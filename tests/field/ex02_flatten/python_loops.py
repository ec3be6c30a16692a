# expect: passes
# style: loops, lists, no reshape
import numpy as np


def flatten(Thetas):
    out = []
    for Theta in Thetas:
        for row in Theta:
            for w in row:
                out.append(w)
    return np.array(out)


def unflatten(theta, layer_sizes):
    it = iter(theta)
    Thetas = []
    for l in range(len(layer_sizes) - 1):
        rows = []
        for i in range(layer_sizes[l + 1]):
            rows.append([next(it) for j in range(layer_sizes[l] + 1)])
        Thetas.append(np.array(rows))
    return Thetas
