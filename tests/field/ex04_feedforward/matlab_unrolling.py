# expect: u-order-F
# style: MATLAB port, order="F"
import numpy as np

from nn import sigmoid


def feedforward(theta, X, layer_sizes):
    n, h, K = layer_sizes
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1, order="F")
    Theta2 = theta[h * (n + 1):].reshape(K, h + 1, order="F")
    m = X.shape[0]
    a1 = np.hstack([np.ones((m, 1)), X])
    z2 = a1 @ Theta1.T
    a2 = sigmoid(z2)
    z3 = np.hstack([np.ones((m, 1)), a2]) @ Theta2.T
    a3 = sigmoid(z3)
    return [X, a2, a3], [z2, z3]
