# expect: ff-bias-returned
# style: loop over layers with index, np.concatenate
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Thetas = unflatten(theta, layer_sizes)
    L = len(Thetas)
    activations = []
    zs = []
    a = X
    for l in range(L):
        a = np.concatenate((np.ones((a.shape[0], 1)), a), axis=1)
        activations.append(a)
        z = a.dot(Thetas[l].T)
        zs.append(z)
        a = sigmoid(z)
    activations.append(a)
    return activations, zs
