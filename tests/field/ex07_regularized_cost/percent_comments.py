# expect: new: % starts a comment in Octave; in Python it is #
# style: MATLAB port, Octave signs
import numpy as np
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    % the biases are not regularized
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    m = len(X)
    s = np.sum(Theta1[:, 1:] ** 2) + np.sum(Theta2[:, 1:] ** 2)
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * s
