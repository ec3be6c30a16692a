# expect: ff-linear-hidden
# style: own forward pass, a2 computed and not used
import numpy as np

from nn import sigmoid, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    z2 = np.c_[np.ones(m), X] @ T1.T
    a2 = sigmoid(z2)
    z3 = np.c_[np.ones(m), z2] @ T2.T
    h = sigmoid(z3)
    J = -np.sum(Y * np.log(h) + (1 - Y) * np.log(1 - h)) / m
    return J + lambda_ / (2 * m) * (np.sum(T1[:, 1:] ** 2) + np.sum(T2[:, 1:] ** 2))
