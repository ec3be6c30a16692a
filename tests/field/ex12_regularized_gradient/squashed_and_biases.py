# expect: ff-bias-squashed + rg-bias-included
# style: nnCostFunction inline
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    a1 = np.c_[np.ones(m), X]
    z2 = np.c_[np.ones(m), a1 @ Theta1.T]
    a2 = sigmoid(z2)
    d3 = sigmoid(a2 @ Theta2.T) - Y
    d2 = (d3 @ Theta2 * sigmoid_gradient(z2))[:, 1:]
    return flatten([d2.T @ a1, d3.T @ a2]) / m + lambda_ / m * theta
