# expect: init-epsilon-fixed
# style: constant from another tutorial
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    return rng.uniform(-0.1, 0.1, h * (n + 1) + K * (h + 1))
