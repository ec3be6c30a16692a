# expect: new: the return is inside the loop over the examples
# style: arrays filled in a loop, return inside it
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    Z2 = np.zeros((len(X), layer_sizes[1]))
    A2 = np.zeros((len(X), layer_sizes[1]))
    Z3 = np.zeros((len(X), layer_sizes[2]))
    A3 = np.zeros((len(X), layer_sizes[2]))
    for i in range(len(X)):
        Z2[i] = Theta1 @ np.hstack([1, X[i]])
        A2[i] = sigmoid(Z2[i])
        Z3[i] = Theta2 @ np.hstack([1, A2[i]])
        A3[i] = sigmoid(Z3[i])
        return [X, A2, A3], [Z2, Z3]
