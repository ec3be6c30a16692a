# expect: ff-bias-squashed
# style: Octave template, everything in one function, own forward pass
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    X = np.column_stack((np.ones(m), X))
    # Part 1: forward
    a_1 = X
    z_2 = np.column_stack((np.ones(m), a_1.dot(Theta1.T)))
    a_2 = sigmoid(z_2)
    z_3 = a_2.dot(Theta2.T)
    a_3 = sigmoid(z_3)
    # Part 2: backward
    delta_3 = a_3 - Y
    delta_2 = delta_3.dot(Theta2) * sigmoid_gradient(z_2)
    delta_2 = delta_2[:, 1:]
    Theta1_grad = delta_2.T.dot(a_1) / m
    Theta2_grad = delta_3.T.dot(a_2) / m
    return flatten([Theta1_grad, Theta2_grad])
