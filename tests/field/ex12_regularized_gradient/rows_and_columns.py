# expect: rc-row-and-column
# style: MATLAB port, Theta(2:end, 2:end)
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    P1, P2 = np.zeros(Theta1.shape), np.zeros(Theta2.shape)
    P1[1:, 1:] = Theta1[1:, 1:]
    P2[1:, 1:] = Theta2[1:, 1:]
    return gradient(theta, X, Y, layer_sizes) + flatten([P1, P2]) * lambda_ / m
