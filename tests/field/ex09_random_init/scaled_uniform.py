# expect: passes
# style: ε times U(−1, 1), recursion over the layers
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    if len(layer_sizes) == 1:
        return np.empty(0)
    s_in, s_out = layer_sizes[:2]
    first = epsilon * rng.uniform(-1, 1, size=(s_out, s_in + 1))
    return np.append(first, random_init(layer_sizes[1:], rng, epsilon))
