# expect: passes
# style: nnCostFunction line by line, column vectors, bias removed with [1:]
import numpy as np

from nn import sigmoid, sigmoid_gradient


def gradient(nn_params, X, Y, layer_sizes):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    Theta1 = np.reshape(nn_params[0:hidden_layer_size * (input_layer_size + 1)],
                        (hidden_layer_size, input_layer_size + 1))
    Theta2 = np.reshape(nn_params[hidden_layer_size * (input_layer_size + 1):],
                        (num_labels, hidden_layer_size + 1))
    m = np.size(X, 0)
    Theta1_grad = np.zeros(np.shape(Theta1))
    Theta2_grad = np.zeros(np.shape(Theta2))
    for t in range(1, m + 1):
        a_1 = np.vstack((np.ones((1, 1)), X[t - 1:t, :].T))
        z_2 = Theta1 @ a_1
        a_2 = np.vstack((np.ones((1, 1)), sigmoid(z_2)))
        z_3 = Theta2 @ a_2
        a_3 = sigmoid(z_3)
        yy = Y[t - 1:t, :].T
        delta_3 = a_3 - yy
        delta_2 = (Theta2.T @ delta_3) * np.vstack((np.ones((1, 1)), sigmoid_gradient(z_2)))
        delta_2 = delta_2[1:]          # taking out the bias row
        Theta1_grad = Theta1_grad + delta_2 @ a_1.T
        Theta2_grad = Theta2_grad + delta_3 @ a_2.T
    Theta1_grad = Theta1_grad / m
    Theta2_grad = Theta2_grad / m
    # Unroll gradients
    grad = np.hstack((Theta1_grad.ravel(), Theta2_grad.ravel()))
    return grad
