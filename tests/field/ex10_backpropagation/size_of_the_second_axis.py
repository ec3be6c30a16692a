# expect: g-over-n
# style: deeplearning.ai (m = X.shape[1]) with examples as rows
import numpy as np

from nn import feedforward, flatten, unflatten


def gradient(theta, X, Y, layer_sizes):
    m = X.shape[1]
    W2 = unflatten(theta, layer_sizes)[1]
    (A0, A1, A2), cache = feedforward(theta, X, layer_sizes)
    dZ2 = A2 - Y
    dZ1 = np.dot(dZ2, W2[:, 1:]) * (1 - A1) * A1
    grads = []
    for dZ, A in ((dZ1, A0), (dZ2, A1)):
        dW = np.dot(dZ.T, A) / m
        db = np.sum(dZ, axis=0).reshape(-1, 1) / m
        grads.append(np.concatenate((db, dW), axis=1))
    return flatten(grads)
