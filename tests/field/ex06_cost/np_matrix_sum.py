# expect: passes
# style: np.matrix, own forward pass inline
import numpy as np

from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    m = X.shape[0]
    X, Y = np.matrix(X), np.matrix(Y)
    Theta1, Theta2 = (np.matrix(T) for T in unflatten(theta, layer_sizes))
    a1 = np.insert(X, 0, values=np.ones(m), axis=1)
    a2 = np.insert(sigmoid(np.asarray(a1 * Theta1.T)), 0, values=np.ones(m), axis=1)
    h = np.matrix(sigmoid(np.asarray(np.matrix(a2) * Theta2.T)))
    J = 0
    for i in range(m):
        first_term = np.multiply(-Y[i, :], np.log(h[i, :]))
        second_term = np.multiply((1 - Y[i, :]), np.log(1 - h[i, :]))
        J += np.sum(first_term - second_term)
    return J / m
