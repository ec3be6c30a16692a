# expect: rg-lambda-1
# style: globals from a notebook, lmbda = 1
import numpy as np
from nn import flatten, gradient, unflatten

lmbda = 1


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    t1 = Theta1.copy(); t1[:, 0] = 0
    t2 = Theta2.copy(); t2[:, 0] = 0
    return gradient(theta, X, Y, layer_sizes) + lmbda / m * flatten([t1, t2])
