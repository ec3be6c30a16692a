# expect: init-global
# style: MATLAB port, rand * 2 * eps - eps
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    n, h, K = layer_sizes
    Theta1 = np.random.rand(h, n + 1) * 2 * epsilon - epsilon
    Theta2 = np.random.rand(K, h + 1) * 2 * epsilon - epsilon
    return np.r_[Theta1.ravel(), Theta2.ravel()]
