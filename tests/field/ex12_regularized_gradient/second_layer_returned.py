# expect: rg-theta2-returned
# style: one name for both gradients, overwritten
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    grads = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    for G, T in zip(grads, unflatten(theta, layer_sizes), strict=True):
        grad = G + lambda_ / m * np.c_[np.zeros(len(T)), T[:, 1:]]
    return grad.ravel()
