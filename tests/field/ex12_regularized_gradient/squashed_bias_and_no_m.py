# expect: ff-bias-squashed + rg-no-m
# style: inline nnCostFunction, two mistakes
import numpy as np
from scipy.special import expit

from nn import flatten, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    T1, T2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    one = np.ones((m, 1))
    a1 = np.hstack((one, X))
    z2 = np.hstack((one, a1 @ T1.T))
    a2 = expit(z2)
    a3 = expit(a2 @ T2.T)
    d3 = a3 - Y
    d2 = (d3 @ T2 * a2 * (1 - a2))[:, 1:]
    g1, g2 = d2.T @ a1 / m, d3.T @ a2 / m
    g1[:, 1:] += lambda_ * T1[:, 1:]
    g2[:, 1:] += lambda_ * T2[:, 1:]
    return flatten([g1, g2])
