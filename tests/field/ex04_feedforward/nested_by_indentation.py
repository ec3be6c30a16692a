# expect: new: feedforward is nested inside another function by its indentation
# style: beginner, indentation
import numpy as np
from nn import sigmoid, unflatten

def add_bias(A):
    return np.hstack([np.ones((A.shape[0], 1)), A])

    def feedforward(theta, X, layer_sizes):
        Theta1, Theta2 = unflatten(theta, layer_sizes)
        z2 = add_bias(X) @ Theta1.T
        a2 = sigmoid(z2)
        z3 = add_bias(a2) @ Theta2.T
        a3 = sigmoid(z3)
        return [X, a2, a3], [z2, z3]
