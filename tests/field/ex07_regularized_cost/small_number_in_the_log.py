# expect: cost-small-number
# style: inline nnCostFunction, advice against nan
import numpy as np

from nn import feedforward, unflatten

eps = 1e-6


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    a3 = feedforward(theta, X, layer_sizes)[0][-1]
    m = X.shape[0]
    J = np.sum(-Y * np.log(a3 + eps) - (1 - Y) * np.log(1 - a3 + eps)) / m
    return J + lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
