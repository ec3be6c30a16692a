# expect: new: ./ is Octave: in NumPy / is elementwise
# style: MATLAB port, Octave signs
import numpy as np


def sigmoid(z):
    g = 1.0 ./ (1.0 + np.exp(-z))
    return g
