# expect: ff-bias-returned + ff-no-zs
# style: Octave template, returns what the template computes
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), sigmoid(a1 @ Theta1.T)]
    a3 = sigmoid(a2 @ Theta2.T)
    return [a1, a2, a3]
