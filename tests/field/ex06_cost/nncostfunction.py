# expect: passes
# style: nnCostFunction line by line, one example at a time, own reshape
import numpy as np


def sigmoid(z):
    g = 1.0 / (1.0 + np.exp(-z))
    return g


def cost(nn_params, X, Y, layer_sizes):
    input_layer_size = layer_sizes[0]
    hidden_layer_size = layer_sizes[1]
    num_labels = layer_sizes[2]
    Theta1 = np.reshape(nn_params[0:(hidden_layer_size * (input_layer_size + 1))],
                        (hidden_layer_size, (input_layer_size + 1)))
    Theta2 = np.reshape(nn_params[((hidden_layer_size * (input_layer_size + 1))):],
                        (num_labels, (hidden_layer_size + 1)))
    m = X.shape[0]
    J = 0
    Theta1_grad = np.zeros(Theta1.shape)   # later
    Theta2_grad = np.zeros(Theta2.shape)
    for i in range(0, m):
        a_1 = np.vstack((1, X[i, :].reshape(-1, 1)))
        z_2 = Theta1.dot(a_1)
        a_2 = np.vstack((1, sigmoid(z_2)))
        z_3 = Theta2.dot(a_2)
        a_3 = sigmoid(z_3)
        y_i = Y[i, :].reshape(-1, 1)
        J = J + np.sum(-y_i * np.log(a_3) - (1 - y_i) * np.log(1 - a_3))
    J = (1 / m) * J
    return J
