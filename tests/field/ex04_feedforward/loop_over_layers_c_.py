# expect: passes
# style: np.c_, loop over layers
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    a, z = [X], []
    for Theta in unflatten(theta, layer_sizes):
        z.append(np.c_[np.ones(len(X)), a[-1]] @ Theta.T)
        a.append(sigmoid(z[-1]))
    return a, z
