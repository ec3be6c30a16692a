# expect: new: the penalty is divided by m twice
# style: np.mean habits
import numpy as np
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    J = cost(theta, X, Y, layer_sizes)
    reg = (lambda_ / (2 * m)) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    J = J + (1 / m) * reg
    return J
