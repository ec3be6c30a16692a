# expect: ff-same-bias
# style: b = T[0, 0]
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    b1, W1 = Theta1[0, 0], Theta1[:, 1:]
    b2, W2 = Theta2[0, 0], Theta2[:, 1:]
    z2 = X.dot(W1.T) + b1
    a2 = sigmoid(z2)
    z3 = a2.dot(W2.T) + b2
    return [X, a2, sigmoid(z3)], [z2, z3]
