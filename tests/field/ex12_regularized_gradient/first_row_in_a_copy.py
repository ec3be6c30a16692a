# expect: rg-first-row
# style: rows and columns mixed up
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta.copy(), layer_sizes)
    Theta1[0, :] = 0
    Theta2[0, :] = 0
    return gradient(theta, X, Y, layer_sizes) + lambda_ / len(X) * flatten([Theta1, Theta2])
