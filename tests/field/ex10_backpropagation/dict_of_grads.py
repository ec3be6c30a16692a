# expect: g-swapped-layers + g-z2-for-a2
# style: dict of gradients, filled from the last layer
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a, z = feedforward(theta, X, layer_sizes)
    m = len(X)
    cache = {"A0": a[0], "A1": z[0], "Z1": z[0], "A2": a[2]}
    bias = lambda M: np.concatenate([np.ones((m, 1)), M], axis=1)
    grads = {}
    dZ2 = cache["A2"] - Y
    grads["dW2"] = np.dot(dZ2.T, bias(cache["A1"])) / m
    dZ1 = np.dot(dZ2, Theta2[:, 1:]) * sigmoid_gradient(cache["Z1"])
    grads["dW1"] = np.dot(dZ1.T, bias(cache["A0"])) / m
    return flatten(list(grads.values()))
