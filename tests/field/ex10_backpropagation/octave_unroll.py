# expect: g-sg-of-a2 + g-order-F
# style: Octave template, grad = [Theta1_grad(:) ; Theta2_grad(:)]
import numpy as np

from nn import feedforward, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a, z = feedforward(theta, X, layer_sizes)
    a_1, a_2, a_3 = a
    d_3 = a_3 - Y
    d_2 = d_3.dot(Theta2[:, 1:]) * sigmoid_gradient(a_2)
    D_1 = d_2.T.dot(np.c_[np.ones(m), a_1])
    D_2 = d_3.T.dot(np.c_[np.ones(m), a_2])
    Theta1_grad = D_1 / m
    Theta2_grad = D_2 / m
    # Unroll gradients
    return np.hstack((Theta1_grad.flatten("F"), Theta2_grad.flatten("F")))
