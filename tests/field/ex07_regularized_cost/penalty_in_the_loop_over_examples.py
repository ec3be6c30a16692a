# expect: rc-no-m
# style: course's double loop, the penalty indented too far
import numpy as np

from nn import feedforward, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    T1, T2 = unflatten(theta, layer_sizes)
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    J = 0
    for i in range(m):
        for k in range(Y.shape[1]):
            J -= (Y[i, k] * np.log(a3[i, k]) + (1 - Y[i, k]) * np.log(1 - a3[i, k])) / m
        J += lambda_ / (2 * m) * (np.sum(T1[:, 1:] ** 2) + np.sum(T2[:, 1:] ** 2))
    return J
