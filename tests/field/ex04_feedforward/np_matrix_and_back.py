# expect: passes
# style: np.matrix, MATLAB port
import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def feedforward(nn_params, X, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = np.matrix(nn_params[:h * (n + 1)].reshape(h, n + 1))
    Theta2 = np.matrix(nn_params[h * (n + 1):].reshape(K, h + 1))
    a1 = np.matrix(np.hstack((np.ones((X.shape[0], 1)), X)))
    z2 = a1 * Theta1.T
    a2 = np.insert(sigmoid(z2), 0, values=np.ones(X.shape[0]), axis=1)
    z3 = a2 * Theta2.T
    a3 = sigmoid(z3)
    return [X, np.asarray(a2[:, 1:]), np.asarray(a3)], [np.asarray(z2), np.asarray(z3)]
