# expect: g-no-sg
# style: inline nnCostFunction, loops over examples
import numpy as np

from nn import feedforward, flatten, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    (A1, A2, A3), _ = feedforward(theta, X, layer_sizes)
    m = len(X)
    D1 = lambda_ * Theta1
    D2 = lambda_ * Theta2
    D1[:, 0] = 0
    D2[:, 0] = 0
    for i in range(m):
        e3 = A3[i] - Y[i]
        e2 = Theta2[:, 1:].T @ e3
        D1 += np.outer(e2, np.r_[1, A1[i]])
        D2 += np.outer(e3, np.r_[1, A2[i]])
    return flatten([D1 / m, D2 / m])
