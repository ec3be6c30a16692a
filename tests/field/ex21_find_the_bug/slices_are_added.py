# expect: passes
# style: slices, no zeroed copies
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def cost_and_gradient(theta, X, Y, layer_sizes, lambda_=0.0):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)

    # feedforward
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = np.insert(sigmoid(z2), 0, 1, axis=1)
    h = sigmoid(a2 @ Theta2.T)

    # the cost
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    J = J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))

    # backpropagation
    d3 = h - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    delta1 = d2.T @ a1 / m
    delta2 = d3.T @ a2 / m

    delta1[:, 1:] += lambda_ / m * Theta1[:, 1:]
    delta2[:, 1:] += lambda_ / m * Theta2[:, 1:]
    return J, flatten([delta1, delta2])
