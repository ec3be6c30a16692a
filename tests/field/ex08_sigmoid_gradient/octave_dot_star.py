# expect: new: .* is Octave: in NumPy * is elementwise
# style: MATLAB port, Octave signs
from nn import sigmoid


def sigmoid_gradient(z):
    g = sigmoid(z) .* (1 - sigmoid(z));
    return g
