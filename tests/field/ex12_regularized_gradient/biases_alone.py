# expect: rc-only-bias
# style: slice the wrong way round
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg1 = Theta1.copy()
    reg1[:, 1:] = 0                         # no bias
    reg2 = Theta2.copy()
    reg2[:, 1:] = 0
    return gradient(theta, X, Y, layer_sizes) + (lambda_ / X.shape[0]) * flatten([reg1, reg2])
