# expect: new: the line that raises NotImplementedError is still there
# style: beginner, stub's line not deleted
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    raise NotImplementedError("feedforward: write it here, instead of this line")
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.insert(X, 0, 1, axis=1)
    z2 = a1 @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.insert(a2, 0, 1, axis=1) @ Theta2.T
    a3 = sigmoid(z3)
    return [X, a2, a3], [z2, z3]
