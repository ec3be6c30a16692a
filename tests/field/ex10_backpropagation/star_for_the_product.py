# expect: new: * is elementwise for arrays: the matrix product is @
# style: np.matrix habits, Octave user
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = X.shape[0]
    delta3 = a3 - Y
    delta2 = delta3 * Theta2[:, 1:] * sigmoid_gradient(z2)
    Theta1_grad = delta2.T * np.c_[np.ones(m), a1] / m
    Theta2_grad = delta3.T * np.c_[np.ones(m), a2] / m
    return flatten([Theta1_grad, Theta2_grad])
