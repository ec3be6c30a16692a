# expect: u-order-F + ff-softmax
# style: MATLAB port, own reshape
import numpy as np

from nn import sigmoid


def feedforward(theta, X, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = np.reshape(theta[: h * (n + 1)], (h, n + 1), "F")
    Theta2 = np.reshape(theta[h * (n + 1):], (K, h + 1), "F")
    z2 = Theta1[:, 0] + X @ Theta1[:, 1:].T
    a2 = sigmoid(z2)
    z3 = Theta2[:, 0] + a2 @ Theta2[:, 1:].T
    e = np.exp(z3)
    return [X, a2, e / e.sum(1)[:, None]], [z2, z3]
