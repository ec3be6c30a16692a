# expect: new: * is elementwise for arrays: the matrix product is @
# style: np.matrix habits, Octave user
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    A1 = np.c_[np.ones((m, 1)), X]
    z2 = A1 * Theta1.T
    A2 = np.c_[np.ones((m, 1)), sigmoid(z2)]
    z3 = A2 * Theta2.T
    A3 = sigmoid(z3)
    return [X, A2[:, 1:], A3], [z2, z3]
