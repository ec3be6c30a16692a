# expect: ff-transposed + ff-no-input
# style: deeplearning.ai, columns are examples, a cache a layer
import numpy as np

from nn import sigmoid, unflatten


def feedforward(theta, X, layer_sizes):
    W1, W2 = unflatten(theta, layer_sizes)
    A0 = X.T
    Z1 = W1[:, 1:] @ A0 + W1[:, :1]
    A1 = sigmoid(Z1)
    Z2 = W2[:, 1:] @ A1 + W2[:, :1]
    A2 = sigmoid(Z2)
    return [A1, A2], [Z1, Z2]
