# expect: cost-mean-all
# style: inline nnCostFunction, np.mean
import numpy as np

from nn import feedforward, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    h = feedforward(theta, X, layer_sizes)[0][-1]
    J = np.mean(-Y * np.log(h) - (1 - Y) * np.log(1 - h))
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    R = np.square(Theta1[:, 1:]).sum() + np.square(Theta2[:, 1:]).sum()
    return J + lambda_ / (2 * Y.shape[0]) * R
