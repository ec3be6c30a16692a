# expect: ff-bias-squashed + g-theta1-no-m
# style: Octave template in one function
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.c_[np.ones(m), X]
    z2 = np.c_[np.ones(m), a1 @ Theta1.T]
    a2 = sigmoid(z2)
    a3 = sigmoid(a2 @ Theta2.T)
    d3 = a3 - Y
    d2 = (d3 @ Theta2)[:, 1:] * sigmoid_gradient(z2[:, 1:])
    return flatten([d2.T @ a1, d3.T @ a2 / m])
