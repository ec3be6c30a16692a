# expect: rc-columns-0-and-1
# style: MATLAB port, sum(sum(...))
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = np.size(X, 0)
    J = cost(theta, X, Y, layer_sizes)
    # reg = lambda/(2*m) * (sum(sum(Theta1(:,2:end).^2)) + sum(sum(Theta2(:,2:end).^2)));
    reg = lambda_ / (2 * m) * (sum(sum(Theta1[:, 2:] ** 2)) + sum(sum(Theta2[:, 2:] ** 2)))
    J = J + reg
    return J
