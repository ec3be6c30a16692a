# expect: new: epsilon is computed from the layer sizes (√6/√(n+h)), the argument is ignored
# style: the course's hint on choosing epsilon
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    parts = []
    for s_in, s_out in zip(layer_sizes, layer_sizes[1:]):
        epsilon = np.sqrt(6) / np.sqrt(s_in + s_out)
        parts.append(rng.uniform(-epsilon, epsilon, size=s_out * (s_in + 1)))
    return np.concatenate(parts)
