# expect: g-bias-dropped
# style: deeplearning.ai, biases forgotten
import numpy as np

from nn import feedforward, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = len(X)
    W2 = unflatten(theta, layer_sizes)[1][:, 1:]
    (A0, A1, A2), _ = feedforward(theta, X, layer_sizes)
    dZ2 = A2 - Y
    dW2 = dZ2.T @ A1 / m
    dZ1 = dZ2 @ W2 * (A1 * (1 - A1))
    dW1 = dZ1.T @ A0 / m
    return np.concatenate([dW1.ravel(), dW2.ravel()])
