# expect: g-over-n
# style: deeplearning.ai, linear_activation_backward, dZ and dW
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[1]
    W1, W2 = unflatten(theta, layer_sizes)
    (A0, A1, A2), (Z1, Z2) = feedforward(theta, X, layer_sizes)
    A0, A1, A2, Z1 = A0.T, A1.T, A2.T, Z1.T      # columns are examples

    dZ2 = A2 - Y.T
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2[:, 1:].T, dZ2) * sigmoid_gradient(Z1)
    dW1 = 1 / m * np.dot(dZ1, A0.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return flatten([np.hstack([db1, dW1]), np.hstack([db2, dW2])])
