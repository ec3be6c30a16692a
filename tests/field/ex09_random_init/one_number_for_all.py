# expect: init-one-number
# style: one draw, multiplied by ones
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    return np.ones((n + 1) * h + (h + 1) * K) * rng.uniform(-epsilon, epsilon)
