# expect: ff-hidden-bias-weights-cut
# style: np.zeros filled from column 1
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    T1, T2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    z2 = np.c_[np.ones(m), X] @ T1.T
    a2 = np.zeros((m, layer_sizes[1] + 1))
    a2[:, 1:] = sigmoid(z2)
    z3 = a2 @ T2.T
    return [X, a2[:, 1:], sigmoid(z3)], [z2, z3]
