# expect: ff-sigmoid-input + ff-hidden-bias-returned
# style: helper for one layer, used for the input, too
import numpy as np

from nn import sigmoid, unflatten


def activate(v):
    """squash and put the bias in front"""
    return np.insert(sigmoid(v), 0, 1.0, axis=1)


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z1 = X
    z2 = activate(z1) @ Theta1.T
    a2 = activate(z2)
    z3 = a2 @ Theta2.T
    a3 = activate(z3)[:, 1:]
    return [X, a2, a3], [z2, z3]
