# expect: new: ones(m, 1) is Octave: in NumPy np.ones((m, 1))
# style: MATLAB port, Octave's ones
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.hstack((np.ones(m, 1), X))
    z2 = a1.dot(Theta1.T)
    a2 = np.hstack((np.ones(m, 1), sigmoid(z2)))
    z3 = a2.dot(Theta2.T)
    return [X, a2[:, 1:], sigmoid(z3)], [z2, z3]
