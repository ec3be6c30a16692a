# expect: g-bias-last
# style: deeplearning.ai (columns are examples), hstack
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[0]
    W2 = unflatten(theta, layer_sizes)[1][:, 1:]
    acts, zs = feedforward(theta, X, layer_sizes)
    A1, A2 = acts[1].T, acts[2].T
    dZ2 = A2 - Y.T
    dW2 = dZ2 @ A1.T / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dZ1 = W2.T @ dZ2 * A1 * (1 - A1)
    dW1 = dZ1 @ X / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return flatten([np.hstack([dW1, db1]), np.hstack([dW2, db2])])
