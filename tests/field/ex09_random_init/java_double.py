# expect: passes
# style: Java programmer, nextDouble() in loops
import numpy as np


def nextDouble(rng):
    return rng.random()


def random_init(layer_sizes, rng, epsilon=0.12):
    theta = []
    for layer in range(1, len(layer_sizes)):
        for i in range(layer_sizes[layer]):
            for j in range(layer_sizes[layer - 1] + 1):
                theta.append(nextDouble(rng) * 2.0 * epsilon - epsilon)
    return np.array(theta)
