# expect: ff-bias-of-one
# style: the bias is 1
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = X @ Theta1[:, 1:].T + 1
    a2 = sigmoid(z2)
    z3 = a2 @ Theta2[:, 1:].T + 1
    return [X, a2, sigmoid(z3)], [z2, z3]
