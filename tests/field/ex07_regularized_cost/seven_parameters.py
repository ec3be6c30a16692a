# expect: new: the parameters are nnCostFunction's seven, not the exercise's five
# style: MATLAB port, signature of the course
import numpy as np

from nn import cost, unflatten


def regularized_cost(nn_params, input_layer_size, hidden_layer_size, num_labels, X, y, Lambda):
    layer_sizes = (input_layer_size, hidden_layer_size, num_labels)
    Theta1, Theta2 = unflatten(nn_params, layer_sizes)
    m = len(X)
    reg = Lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return cost(nn_params, X, y, layer_sizes) + reg
