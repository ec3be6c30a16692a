# expect: passes
# style: itertools.accumulate, np.concatenate with axis=None
from itertools import accumulate, pairwise

import numpy as np


def flatten(Thetas):
    return np.concatenate(Thetas, axis=None)


def unflatten(theta, layer_sizes):
    sizes = [s_out * (s_in + 1) for s_in, s_out in pairwise(layer_sizes)]
    edges = list(accumulate(sizes, initial=0))
    return [np.reshape(theta[a:b], (s_out, -1)) for (a, b), s_out in zip(pairwise(edges), layer_sizes[1:])]
