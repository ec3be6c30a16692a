# expect: new: the apostrophe is Octave's transpose: in NumPy Theta1.T
# style: MATLAB port, Octave signs
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.c_[np.ones(len(X)), X]
    z2 = a1 @ Theta1'
    a2 = np.c_[np.ones(len(X)), sigmoid(z2)]
    z3 = a2 @ Theta2'
    return [X, a2[:, 1:], sigmoid(z3)], [z2, z3]
