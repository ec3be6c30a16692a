# expect: init-list
# style: comprehension
import numpy as np

def random_init(layer_sizes, rng, epsilon=0.12):
    return [rng.uniform(-epsilon, epsilon, size=(b, a + 1)) for a, b in zip(layer_sizes, layer_sizes[1:])]
