# expect: g-sg-of-a2
# style: whole nnCostFunction, own backpropagation
import numpy as np

from nn import flatten, sigmoid, unflatten


def sigmoidGradient(z):
    return sigmoid(z) * (1 - sigmoid(z))


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    # forward
    a1 = np.insert(X, 0, 1, axis=1)
    a2 = np.insert(sigmoid(a1 @ Theta1.T), 0, 1, axis=1)
    a3 = sigmoid(a2 @ Theta2.T)
    # backward
    d3 = a3 - Y
    d2 = (d3 @ Theta2 * sigmoidGradient(a2))[:, 1:]
    Theta1_grad = d2.T @ a1 / m
    Theta2_grad = d3.T @ a2 / m
    # regularization
    Theta1_grad[:, 1:] += lambda_ / m * Theta1[:, 1:]
    Theta2_grad[:, 1:] += lambda_ / m * Theta2[:, 1:]
    return flatten([Theta1_grad, Theta2_grad])
