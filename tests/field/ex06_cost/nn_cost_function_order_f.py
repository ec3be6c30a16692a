# expect: u-order-F
# style: inline nnCostFunction, MATLAB port, order="F"
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cost(nn_params, X, y_matrix, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    # Reshape nn_params back into the parameters Theta1 and Theta2
    Theta1 = np.reshape(nn_params[:hidden_layer_size * (input_layer_size + 1)],
                        (hidden_layer_size, input_layer_size + 1), order='F')
    Theta2 = np.reshape(nn_params[hidden_layer_size * (input_layer_size + 1):],
                        (num_labels, hidden_layer_size + 1), order='F')
    m = X.shape[0]
    A1 = np.hstack((np.ones((m, 1)), X))
    A2 = np.hstack((np.ones((m, 1)), sigmoid(A1.dot(Theta1.T))))
    H = sigmoid(A2.dot(Theta2.T))
    J = (1 / m) * np.sum(-y_matrix * np.log(H) - (1 - y_matrix) * np.log(1 - H))
    return J
