# expect: new: ^ is bitwise xor in Python: a square is ** 2
# style: MATLAB port, Octave signs
import numpy as np
from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg = lambda_ / (2 * m) * (np.sum(Theta1[:, 1:] ^ 2) + np.sum(Theta2[:, 1:] ^ 2))
    return cost(theta, X, Y, layer_sizes) + reg
