# expect: new: tabs and spaces are mixed in the indentation
# style: copied from two sources
import numpy as np
from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (a1, a2, a3), (z2, z3) = feedforward(theta, X, layer_sizes)
    m = len(X)
    for once in [1]:
	d3 = a3 - Y
        d2 = d3 @ Theta2[:, 1:] * sigmoid_gradient(z2)
    return flatten([d2.T @ np.c_[np.ones(m), a1] / m, d3.T @ np.c_[np.ones(m), a2] / m])
