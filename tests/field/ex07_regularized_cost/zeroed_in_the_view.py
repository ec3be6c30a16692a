# expect: rc-mutates-theta
# style: MATLAB port, temp variables that are no copies
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    J = cost(theta, X, Y, layer_sizes)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    temp1 = Theta1
    temp1[:, 0] = 0
    temp2 = Theta2
    temp2[:, 0] = 0
    return J + lambda_ / (2 * len(X)) * (np.sum(temp1 ** 2) + np.sum(temp2 ** 2))
