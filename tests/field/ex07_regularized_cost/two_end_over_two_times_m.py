# expect: rc-columns-0-and-1 + rc-precedence
# style: MATLAB port
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    # sum(sum(Theta1(:, 2:end) .^ 2))
    J = cost(theta, X, Y, layer_sizes)
    J += lambda_ / 2 * m * (np.sum(Theta1[:, 2:] ** 2) + np.sum(Theta2[:, 2:] ** 2))
    return J
