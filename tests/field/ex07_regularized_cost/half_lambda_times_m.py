# expect: rc-precedence
# style: MATLAB port, 1-based comments
import numpy as np
from nn import cost, unflatten

def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = X.shape[0]
    # sum(sum(Theta1(:, 2:end).^2))
    s1 = sum(sum(Theta1[:, 1:]**2))
    s2 = sum(sum(Theta2[:, 1:]**2))
    reg = lambda_ / 2*m * (s1 + s2)
    return cost(theta, X, Y, layer_sizes) + reg
