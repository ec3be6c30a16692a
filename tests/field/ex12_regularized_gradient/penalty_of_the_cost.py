# expect: rg-cost-penalty
# style: formula of exercise 7 copied
import numpy as np

from nn import gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return gradient(theta, X, Y, layer_sizes) + reg
