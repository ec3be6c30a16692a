# expect: ff-bias-zeros
# style: np.insert, loop over layers
import numpy as np

from nn import sigmoid, unflatten

def feedforward(theta, X, layer_sizes):
    activations = [X]
    zs = []
    for W in unflatten(theta, layer_sizes):
        a = np.insert(activations[-1], 0, 0, axis=1)  # bias
        z = np.matmul(a, W.T)
        zs.append(z)
        activations.append(sigmoid(z))
    return activations, zs
