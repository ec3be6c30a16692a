# expect: passes
# style: one-liner, generator of sizes
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    return rng.uniform(-epsilon, epsilon, sum((a + 1) * b for a, b in zip(layer_sizes, layer_sizes[1:])))
