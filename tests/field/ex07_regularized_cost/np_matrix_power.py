# expect: new: ** of np.matrix is a matrix power, not elementwise
# style: np.matrix
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    Theta1, Theta2 = [np.matrix(T) for T in unflatten(theta, layer_sizes)]
    m = X.shape[0]
    reg = (Theta1[:, 1:] ** 2).sum() + (Theta2[:, 1:] ** 2).sum()
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * reg
