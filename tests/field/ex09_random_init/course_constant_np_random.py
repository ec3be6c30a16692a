# expect: init-global + init-epsilon-fixed
# style: MATLAB port, epsilon_init = 0.12 as in the course
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    theta = np.array([])
    for L_in, L_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        epsilon_init = 0.12
        W = np.random.rand(L_out, 1 + L_in) * 2 * epsilon_init - epsilon_init
        theta = np.append(theta, W)
    return theta
