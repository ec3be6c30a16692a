# expect: passes
# style: own forward pass inline, no sigmoid at the output (the order is the same)
import numpy as np

from nn import sigmoid, unflatten


def predict(theta, X, layer_sizes, classes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    hidden = sigmoid(np.insert(X, 0, 1, axis=1) @ Theta1.T)
    z3 = np.insert(hidden, 0, 1, axis=1) @ Theta2.T
    return np.take(classes, z3.argmax(axis=1))
