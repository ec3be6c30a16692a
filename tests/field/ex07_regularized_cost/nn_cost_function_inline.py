# expect: passes
# style: inline nnCostFunction, copy with zeroed biases, prints left in
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def regularized_cost(nn_params, X, Y, layer_sizes, lmbda):
    input_layer_size, hidden_layer_size, num_labels = layer_sizes
    split = hidden_layer_size * (input_layer_size + 1)
    Theta1 = nn_params[:split].reshape(hidden_layer_size, input_layer_size + 1)
    Theta2 = nn_params[split:].reshape(num_labels, hidden_layer_size + 1)
    m = X.shape[0]
    print("Theta1", Theta1.shape, "Theta2", Theta2.shape)

    a1 = np.hstack([np.ones((m, 1)), X])
    a2 = np.hstack([np.ones((m, 1)), sigmoid(a1 @ Theta1.T)])
    h = sigmoid(a2 @ Theta2.T)
    J = (-Y * np.log(h) - (1 - Y) * np.log(1 - h)).sum() / m

    t1 = Theta1.copy()
    t1[:, 0] = 0
    t2 = Theta2.copy()
    t2[:, 0] = 0
    return J + lmbda / (2 * m) * (np.sum(t1 ** 2) + np.sum(np.square(t2)))
