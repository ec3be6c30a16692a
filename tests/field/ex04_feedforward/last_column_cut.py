# expect: ff-last-column
# style: made the sizes match
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = X @ Theta1[:, :-1].T
    a2 = sigmoid(z2)
    z3 = a2 @ Theta2[:, :-1].T
    return [X, a2, sigmoid(z3)], [z2, z3]
