# expect: fb-bias-included
# style: penalty added to the vector
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    h = sigmoid(a2 @ Theta2.T)
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    d3 = h - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    grad = flatten([d2.T @ a1 / m, d3.T @ a2 / m])
    return J, grad + lambda_ / m * theta
