# expect: ff-no-hidden-bias
# style: np.c_ and np.r_
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.c_[np.ones(len(X)), X] @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.r_[np.ones((1, a2.shape[1])), a2] @ Theta2.T
    return [X, a2, sigmoid(z3)], [z2, z3]
