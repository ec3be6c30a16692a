# expect: ff-bias-squashed + rc-bias-included
# style: inline nnCostFunction, two mistakes
import numpy as np
from scipy.special import expit

from nn import unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.c_[np.ones((m, 1)), X]
    a2 = expit(np.c_[np.ones((m, 1)), a1.dot(Theta1.T)])
    a3 = expit(a2.dot(Theta2.T))
    J = np.sum(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3)) / m
    return J + lambda_ / (2 * m) * (np.sum(Theta1 ** 2) + np.sum(Theta2 ** 2))
