# expect: ff-bias-last
# style: PyTorch habit, F.linear with weight and bias
import numpy as np

from nn import sigmoid, unflatten


def linear(input, weight, bias):
    return input @ weight.T + bias


def feedforward(theta, X, layer_sizes):
    activations, zs = [X], []
    for Theta in unflatten(theta, layer_sizes):
        weight, bias = Theta[:, :-1], Theta[:, -1]
        zs.append(linear(activations[-1], weight, bias))
        activations.append(sigmoid(zs[-1]))
    return activations, zs
