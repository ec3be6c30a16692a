# expect: ff-bias-squashed
# style: own forward pass inline
import numpy as np
from nn import sigmoid, unflatten


def cost(theta, X, Y, layer_sizes):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a1 = np.c_[np.ones(m), X]
    a2 = sigmoid(np.c_[np.ones(m), a1 @ Theta1.T])
    a3 = sigmoid(a2 @ Theta2.T)
    return -np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m
