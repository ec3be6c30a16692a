# expect: ff-tanh
# style: W and b apart, tanh in the hidden layer
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    n, h, K = layer_sizes
    W1, W2 = unflatten(theta, layer_sizes)
    b1, W1 = W1[:, 0], W1[:, 1:]
    b2, W2 = W2[:, 0], W2[:, 1:]
    Z1 = X.dot(W1.T) + b1
    A1 = np.tanh(Z1)
    Z2 = A1.dot(W2.T) + b2
    A2 = sigmoid(Z2)
    return [X, A1, A2], [Z1, Z2]
