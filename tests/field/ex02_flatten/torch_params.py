# expect: new: the biases are stored behind the weights of each layer
# style: PyTorch habit, parameters_to_vector with weight and bias
import numpy as np


def parameters(Thetas):
    for T in Thetas:
        yield T[:, 1:]   # weight
        yield T[:, 0]    # bias


def flatten(Thetas):
    return np.concatenate([p.reshape(-1) for p in parameters(Thetas)])


def unflatten(theta, layer_sizes):
    pointer = 0
    Thetas = []
    for fan_in, fan_out in zip(layer_sizes[:-1], layer_sizes[1:]):
        num_param = fan_in * fan_out
        weight = theta[pointer:pointer + num_param].reshape(fan_out, fan_in)
        pointer += num_param
        bias = theta[pointer:pointer + fan_out]
        pointer += fan_out
        Thetas.append(np.hstack([bias[:, None], weight]))
    return Thetas
