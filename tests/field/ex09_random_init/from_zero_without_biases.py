# expect: init-unshifted + init-no-bias
# style: two mistakes
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    size = n * h + h * K
    theta = rng.random(size)
    theta = theta * 2 * epsilon
    return theta
