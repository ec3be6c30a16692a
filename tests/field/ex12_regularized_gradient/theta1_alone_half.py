# expect: rg-theta1-only + rg-half
# style: two mistakes, MATLAB port
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    Theta1_grad, Theta2_grad = unflatten(gradient(theta, X, Y, layer_sizes), layer_sizes)
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = lambda_ / (2 * m) * Theta1[:, 1:]
    Theta1_grad = np.hstack([Theta1_grad[:, :1], Theta1_grad[:, 1:] + reg])
    return flatten([Theta1_grad, Theta2_grad])
