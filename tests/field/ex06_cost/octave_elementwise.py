# expect: new: .* is Octave: in NumPy * is elementwise
# style: MATLAB port, Octave signs
import numpy as np

from nn import feedforward


def cost(theta, X, Y, layer_sizes):
    h = feedforward(theta, X, layer_sizes)[0][2]
    m = len(X)
    J = 1 / m * np.sum(np.sum(-Y .* np.log(h) - (1 - Y) .* np.log(1 - h)))
    return J
