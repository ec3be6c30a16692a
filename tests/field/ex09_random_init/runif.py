# expect: init-global
# style: R user, set.seed and runif
import numpy as np


def runif(n, min=0, max=1):
    return np.random.uniform(min, max, n)


def random_init(layer_sizes, rng, epsilon=0.12):
    # set.seed(42)
    n, h, K = layer_sizes
    p = h * (n + 1) + K * (h + 1)
    return runif(p, -epsilon, epsilon)
