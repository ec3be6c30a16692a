# expect: u-order-F
# style: Octave template, own reshape of nn_params
import numpy as np

from nn import sigmoid, unflatten


def feedforward(nn_params, X, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    # Reshape nn_params back into the parameters Theta1 and Theta2
    Theta1 = np.reshape(nn_params[0:hidden_layer_size * (input_layer_size + 1)],
                        (hidden_layer_size, input_layer_size + 1), order="F")
    Theta2 = np.reshape(nn_params[hidden_layer_size * (input_layer_size + 1):],
                        (num_labels, hidden_layer_size + 1), order="F")
    m = X.shape[0]
    z_2 = np.c_[np.ones(m), X] @ Theta1.T
    a_2 = sigmoid(z_2)
    z_3 = np.c_[np.ones(m), a_2] @ Theta2.T
    a_3 = sigmoid(z_3)
    return [X, a_2, a_3], [z_2, z_3]
