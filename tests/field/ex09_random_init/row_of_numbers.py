# expect: new: an array (1, p) is returned instead of a flat one
# style: MATLAB port, row vectors
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    p = h * (n + 1) + K * (h + 1)
    return rng.uniform(low=-epsilon, high=epsilon, size=(1, p))
