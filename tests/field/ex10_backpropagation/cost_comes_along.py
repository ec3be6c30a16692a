# expect: new: the cost is returned together with the gradient
# style: inline nnCostFunction, returns J and grad
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    J = -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    grad1 = d2.T @ np.c_[np.ones(m), a1] / m
    grad2 = d3.T @ np.c_[np.ones(m), a2] / m
    return J, flatten([grad1, grad2])
