# expect: passes
# style: nnCostFunction line by line, cost computed but not used
import numpy as np

from nn import sigmoid, sigmoid_gradient


def regularized_gradient(nn_params, X, Y, layer_sizes, lambda_):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape((hidden_layer_size, input_layer_size + 1))
    Theta2 = nn_params[split:].reshape((num_labels, hidden_layer_size + 1))
    m = X.shape[0]
    J = 0
    Theta1_grad = np.zeros(Theta1.shape)
    Theta2_grad = np.zeros(Theta2.shape)
    a_1 = np.concatenate((np.ones((m, 1)), X), axis=1)
    z_2 = np.dot(a_1, Theta1.T)
    a_2 = np.concatenate((np.ones((m, 1)), sigmoid(z_2)), axis=1)
    a_3 = sigmoid(np.dot(a_2, Theta2.T))
    J = 1 / m * np.sum(-Y * np.log(a_3) - (1 - Y) * np.log(1 - a_3))
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    for i in range(m):
        delta_3 = a_3[i, :] - Y[i, :]
        delta_2 = np.dot(Theta2[:, 1:].T, delta_3) * sigmoid_gradient(z_2[i, :])
        Theta1_grad += np.dot(delta_2.reshape(-1, 1), a_1[i, :].reshape(1, -1))
        Theta2_grad += np.dot(delta_3.reshape(-1, 1), a_2[i, :].reshape(1, -1))
    Theta1_grad /= m
    Theta2_grad /= m
    Theta1_grad[:, 1:] = Theta1_grad[:, 1:] + (lambda_ / m) * Theta1[:, 1:]
    Theta2_grad[:, 1:] = Theta2_grad[:, 1:] + (lambda_ / m) * Theta2[:, 1:]
    return np.concatenate((Theta1_grad.ravel(), Theta2_grad.ravel()))
