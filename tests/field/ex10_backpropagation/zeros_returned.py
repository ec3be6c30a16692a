# expect: new: the gradient is never filled in: zeros are returned
# style: inline nnCostFunction, template of the course
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    grad = np.zeros(theta.shape)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    Theta1_grad = d2.T @ np.c_[np.ones(m), a1] / m
    Theta2_grad = d3.T @ np.c_[np.ones(m), a2] / m
    np.concatenate([Theta1_grad.ravel(), Theta2_grad.ravel()])
    return grad
