# expect: rg-mutates-theta
# style: Octave habit, Theta1(:,1) = 0, own reshape
import numpy as np

from nn import flatten, gradient


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    n, h, K = layer_sizes
    m = len(X)
    grad = gradient(theta, X, Y, layer_sizes)
    Theta1 = theta[:h * (n + 1)].reshape(h, n + 1)
    Theta2 = theta[h * (n + 1):].reshape(K, h + 1)
    Theta1[:, 0] = 0
    Theta2[:, 0] = 0
    return grad + flatten([Theta1, Theta2]) * lambda_ / m
