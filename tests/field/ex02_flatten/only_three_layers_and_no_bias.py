# expect: u-unpacked + fl-no-bias
# style: two mistakes, the course's names
import numpy as np


def flatten(Thetas):
    unrolled = [Theta[:, 1:].ravel() for Theta in Thetas]
    return np.concatenate(unrolled)


def unflatten(theta, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = theta[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = theta[split:].reshape(num_labels, hidden_layer_size + 1)
    return [Theta1, Theta2]
