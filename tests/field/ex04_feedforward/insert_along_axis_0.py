# expect: ff-no-bias
# style: np.insert
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    z2 = np.insert(X, 0, 1, axis=0) @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.insert(a2, 0, 1, axis=0) @ Theta2.T
    return [X, a2, sigmoid(z3)], [z2, z3]
