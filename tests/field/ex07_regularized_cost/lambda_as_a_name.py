# expect: new: lambda is a reserved word of Python and cannot be a name
# style: MATLAB port
import numpy as np
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = lambda / (2 * m) * (np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2))
    return cost(theta, X, Y, layer_sizes) + reg
