# expect: fl-order-F + u-order-F
# style: MATLAB port, order="F"
import numpy as np


def flatten(Thetas):
    # nn_params = [Theta1(:) ; Theta2(:)]
    return np.concatenate([T.ravel(order='F') for T in Thetas])


def unflatten(theta, layer_sizes):
    Thetas = []
    start = 0
    for i in range(len(layer_sizes) - 1):
        rows, cols = layer_sizes[i + 1], layer_sizes[i] + 1
        Thetas.append(np.reshape(theta[start:start + rows * cols], (rows, cols), order='F'))
        start += rows * cols
    return Thetas
