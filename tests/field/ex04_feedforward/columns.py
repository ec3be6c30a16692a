# expect: ff-transposed + ff-bias-last
# style: deeplearning.ai, columns are examples
import numpy as np

from nn import sigmoid, unflatten


def linear_activation_forward(A_prev, W):
    A1 = np.vstack([A_prev, np.ones((1, A_prev.shape[1]))])
    Z = np.dot(W, A1)
    return sigmoid(Z), Z


def feedforward(theta, X, layer_sizes):
    parameters = unflatten(theta, layer_sizes)
    A = X.T
    caches = [A]
    zs = []
    for W in parameters:
        A, Z = linear_activation_forward(A, W)
        caches.append(A)
        zs.append(Z)
    return caches, zs
