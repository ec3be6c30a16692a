# expect: ff-no-bias
# style: ones in front, and the slice of the penalty
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    A1 = np.c_[np.ones(len(X)), X]
    z2 = A1 @ Theta1[:, 1:].T
    a2 = sigmoid(z2)
    z3 = np.c_[np.ones(len(X)), a2] @ Theta2[:, 1:].T
    return [X, a2, sigmoid(z3)], [z2, z3]
