# expect: g-theta2-zeros
# style: inline nnCostFunction, template of the course
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    Theta1_grad = np.zeros(Theta1.shape)
    Theta2_grad = np.zeros(Theta2.shape)
    m = X.shape[0]
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    delta3 = a3 - Y
    delta2 = delta3.dot(Theta2[:, 1:]) * sigmoid_gradient(z2)
    Delta1 = delta2.T.dot(np.c_[np.ones((m, 1)), a1])
    Delta2 = delta3.T.dot(np.c_[np.ones((m, 1)), a2])
    Theta1_grad = Delta1 / m
    return flatten([Theta1_grad, Theta2_grad])
