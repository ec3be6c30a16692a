# expect: u-order-F + ff-bias-squashed
# style: MATLAB port, two mistakes
import numpy as np
from scipy.special import expit as sigmoid


def feedforward(nn_params, X, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    cut = hidden_layer_size * (input_layer_size + 1)
    Theta1 = np.reshape(nn_params[:cut], (hidden_layer_size, input_layer_size + 1), 'F')
    Theta2 = np.reshape(nn_params[cut:], (num_labels, hidden_layer_size + 1), 'F')
    m = np.size(X, 0)
    a1 = np.column_stack((np.ones(m), X))
    z2 = a1 @ Theta1.T
    z2b = np.column_stack((np.ones(m), z2))
    a2 = sigmoid(z2b)
    z3 = a2 @ Theta2.T
    return [X, a2[:, 1:], sigmoid(z3)], [z2, z3]
