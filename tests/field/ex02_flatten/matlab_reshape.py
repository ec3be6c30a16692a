# expect: u-order-F
# style: Octave user, reshape with order F
import numpy as np


def flatten(Thetas):
    # nn_params = [Theta1(:) ; Theta2(:)];
    nn_params = np.r_[tuple(T.ravel() for T in Thetas)]
    return nn_params


def unflatten(theta, layer_sizes):
    # Theta1 = reshape(nn_params(1:hidden_layer_size * (input_layer_size + 1)), ...
    out = []
    start = 0
    for l in range(len(layer_sizes) - 1):
        rows = layer_sizes[l + 1]
        cols = layer_sizes[l] + 1
        out.append(np.reshape(theta[start:start + rows * cols], (rows, cols), order="F"))
        start += rows * cols
    return out
