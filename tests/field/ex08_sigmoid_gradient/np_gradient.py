# expect: new: differences of neighbouring entries instead of the slope at each entry
# style: MATLAB user, gradient()
import numpy as np

from nn import sigmoid


def sigmoid_gradient(z):
    g = sigmoid(z)
    d = np.gradient(g)
    if isinstance(d, (list, tuple)):
        d = d[0]      # it was a list for a matrix, take the first one
    return d
