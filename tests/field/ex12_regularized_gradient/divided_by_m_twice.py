# expect: new: the penalty is divided by m twice
# style: loops over weights
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    G1, G2 = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    T1, T2 = unflatten(theta, layer_sizes)
    reg1, reg2 = lambda_ / m * T1[:, 1:], lambda_ / m * T2[:, 1:]
    G1 = np.c_[G1[:, 0], G1[:, 1:] + reg1 / m]
    G2 = np.c_[G2[:, 0], G2[:, 1:] + reg2 / m]
    return flatten([G1, G2])
