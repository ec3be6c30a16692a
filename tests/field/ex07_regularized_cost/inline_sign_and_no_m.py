# expect: cost-inner-sign + rc-no-m
# style: nnCostFunction inline
import numpy as np

from nn import sigmoid, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    a1 = np.hstack([np.ones((m, 1)), X])
    a2 = np.hstack([np.ones((m, 1)), sigmoid(a1.dot(Theta1.T))])
    h = sigmoid(a2.dot(Theta2.T))
    J = 1 / m * np.sum(-Y * np.log(h) + (1 - Y) * np.log(1 - h))
    return J + lambda_ / 2 * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
