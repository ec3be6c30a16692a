# expect: init-no-bias
# style: physicist, np.prod
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    s = np.array(layer_sizes)
    p = int(np.sum(s[:-1] * s[1:]))
    return epsilon * (2 * rng.random(p) - 1)
