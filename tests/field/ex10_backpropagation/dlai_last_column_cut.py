# expect: g-theta2-drop-last
# style: deeplearning.ai's names
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (A0, A1, A2), (Z1, Z2) = feedforward(theta, X, layer_sizes)
    dZ2 = A2 - Y
    dA1 = dZ2 @ Theta2
    dZ1 = dA1[:, :-1] * sigmoid_gradient(Z1)
    A0 = np.c_[np.ones(m), A0]
    A1 = np.c_[np.ones(m), A1]
    dW2 = dZ2.T @ A1 / m
    dW1 = dZ1.T @ A0 / m
    return flatten([dW1, dW2])
