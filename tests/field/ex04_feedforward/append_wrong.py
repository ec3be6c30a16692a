# expect: ff-zs-are-activations
# style: forum post, loop over layers, variable z reused
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    layers = unflatten(theta, layer_sizes)
    activations = [X]
    zs = []
    a = X
    for w in layers:
        z = np.insert(a, 0, 1, axis=1) @ w.T
        z = a = sigmoid(z)
        zs.append(z)
        activations.append(a)
    return activations, zs
