# expect: passes
# style: loops over weights, MATLAB port
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    s = 0
    for j in range(hidden_layer_size):
        for k in range(1, input_layer_size + 1):
            s += Theta1[j][k] ** 2
    for j in range(num_labels):
        for k in range(1, hidden_layer_size + 1):
            s += Theta2[j][k] ** 2
    return cost(theta, X, Y, layer_sizes) + lambda_ * s / 2 / len(X)
