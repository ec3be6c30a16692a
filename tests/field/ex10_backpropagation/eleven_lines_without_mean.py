# expect: g-sign + g-no-m
# style: 11-lines style, l1, l2, l2_error, l1_delta
import numpy as np

from nn import feedforward, flatten, sigmoid_gradient, unflatten


def gradient(theta, X, Y, layer_sizes):
    syn0, syn1 = unflatten(theta, layer_sizes)
    (l0, l1, l2), (z1, z2) = feedforward(theta, X, layer_sizes)
    l2_error = Y - l2
    l1_error = l2_error.dot(syn1[:, 1:])
    l1_delta = l1_error * sigmoid_gradient(z1)
    b = np.ones((len(X), 1))
    return flatten([l1_delta.T.dot(np.hstack((b, l0))), l2_error.T.dot(np.hstack((b, l1)))])
