# expect: ff-bias-last + ff-softmax
# style: two mistakes, softmax output
import numpy as np

from nn import sigmoid, unflatten


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    bias = np.ones((len(X), 1))
    z2 = np.hstack([X, bias]) @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.hstack([a2, bias]) @ Theta2.T
    return [X, a2, softmax(z3)], [z2, z3]
