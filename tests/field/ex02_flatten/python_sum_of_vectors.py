# expect: fl-added
# style: one-liner, Python's sum
import numpy as np


def flatten(Thetas):
    return sum(T.ravel() for T in Thetas)


def unflatten(theta, layer_sizes):
    n = [b * (a + 1) for a, b in zip(layer_sizes, layer_sizes[1:])]
    return [theta[sum(n[:i]):sum(n[:i + 1])].reshape(layer_sizes[i + 1], -1) for i in range(len(n))]
