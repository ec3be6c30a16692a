# expect: ff-theta1-not-transposed
# style: the hidden layer goes through the wrong matrix
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    z2 = np.c_[np.ones(m), X] @ Theta1.T
    a2 = sigmoid(z2)
    z3 = a2 @ Theta1.T
    a3 = sigmoid(z3)
    return [X, a2, a3], [z2, z3]
