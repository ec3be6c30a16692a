# expect: new: the width depends on the layer sizes instead of epsilon
# style: PyTorch habit, xavier_uniform_
import numpy as np


def xavier_uniform_(fan_in, fan_out, rng, gain=1.0):
    bound = gain * np.sqrt(6.0 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, size=(fan_out, fan_in + 1))


def random_init(layer_sizes, rng, epsilon=0.12):
    weights = []
    for fan_in, fan_out in zip(layer_sizes, layer_sizes[1:]):
        weights.append(xavier_uniform_(fan_in, fan_out, rng).reshape(-1))
    return np.concatenate(weights)
