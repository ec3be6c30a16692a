# expect: new: the first rows are set to 0, in theta itself
# style: rows and columns mixed up, views
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    grad = gradient(theta, X, Y, layer_sizes)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    Theta1[0, :] = 0
    Theta2[0, :] = 0
    return grad + lambda_ / len(X) * flatten([Theta1, Theta2])
