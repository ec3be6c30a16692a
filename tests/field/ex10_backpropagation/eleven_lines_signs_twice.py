# expect: passes
# style: 11-lines style (y - output, and a minus at the end)
import numpy as np

from nn import feedforward, unflatten


def gradient(theta, X, Y, layer_sizes):
    syn0, syn1 = unflatten(theta, layer_sizes)
    l0, l1, l2 = feedforward(theta, X, layer_sizes)[0]
    l2_error = Y - l2
    l1_delta = l2_error.dot(syn1[:, 1:]) * (l1 * (1 - l1))
    one = np.ones((len(X), 1))
    up1 = l2_error.T.dot(np.hstack((one, l1)))
    up0 = l1_delta.T.dot(np.hstack((one, l0)))
    return -np.hstack((up0.flatten(), up1.flatten())) / len(X)
