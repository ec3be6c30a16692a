# expect: ff-transposed
# style: examples in columns, as in Octave, but X as it came
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.vstack([np.ones((1, m)), X.T])
    z2 = Theta1 @ a1
    a2 = sigmoid(z2)
    z3 = Theta2 @ np.vstack([np.ones((1, m)), a2])
    h = sigmoid(z3)
    return [X, a2, h], [z2, z3]
