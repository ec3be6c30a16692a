# expect: ff-bias-squashed
# style: np.hstack, one function per layer
import numpy as np

from nn import sigmoid, unflatten


def add_ones(A):
    return np.hstack((np.ones((A.shape[0], 1)), A))


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = add_ones(X) @ Theta1.T
    a2 = sigmoid(add_ones(z2))
    z3 = a2 @ Theta2.T
    a3 = sigmoid(z3)
    return [X, a2[:, 1:], a3], [z2, z3]
