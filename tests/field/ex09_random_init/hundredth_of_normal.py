# expect: init-normal
# style: deeplearning.ai, 0.01 times normal
import numpy as np


def random_init(layer_sizes, rng, epsilon=0.12):
    parameters = []
    for l in range(1, len(layer_sizes)):
        W = rng.standard_normal((layer_sizes[l], layer_sizes[l - 1] + 1)) * 0.01
        parameters.append(W.ravel())
    return np.concatenate(parameters)
