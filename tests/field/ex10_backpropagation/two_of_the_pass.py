# expect: ff-bias-squashed + ff-linear-output
# style: Octave template, own forward pass
import numpy as np

from nn import flatten, sigmoid, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = sigmoid(np.insert(z2, 0, 1, axis=1))
    a3 = a2 @ Theta2.T
    d3 = a3 - Y
    d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return flatten([d2.T @ a1 / m, d3.T @ a2 / m])
