# expect: ff-linear-output
# style: loop over layers, if for the last one
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    acts, zs = [X], []
    for l, Theta in enumerate(Thetas):
        z = np.insert(acts[l], 0, 1, axis=1) @ Theta.T
        zs.append(z)
        acts.append(z if l == len(Thetas) - 1 else sigmoid(z))
    return acts, zs
