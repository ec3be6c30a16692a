# expect: passes
# style: dictionaries a[1], z[2], … as in the lecture
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta = {l: T for l, T in enumerate(unflatten(theta, layer_sizes), start=1)}
    L = len(layer_sizes)
    a, z = {1: X}, {}
    for l in range(1, L):
        bias = np.ones(a[l].shape[0])
        z[l + 1] = np.vstack([bias, a[l].T]).T @ Theta[l].T
        a[l + 1] = sigmoid(z[l + 1])
    return [a[l] for l in range(1, L + 1)], [z[l] for l in range(2, L + 1)]
