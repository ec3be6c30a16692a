# expect: passes
# style: loops over weights, lists
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    theta = []
    for l in range(1, len(layer_sizes)):
        for unit in range(layer_sizes[l]):
            for weight in range(layer_sizes[l - 1] + 1):
                theta.append((2 * rng.random() - 1) * epsilon)
    return np.array(theta)
