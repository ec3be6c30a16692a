# expect: ff-last-column
# style: end-1
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.c_[np.ones(len(X)), X] @ Theta1.T
    a2 = sigmoid(z2)
    h = layer_sizes[1]
    z3 = a2.dot(Theta2[:, :h].T)
    return [X, a2, sigmoid(z3)], [z2, z3]
