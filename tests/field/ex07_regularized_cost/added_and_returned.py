# expect: rc-no-half
# style: the penalty is added to J, and once more in the return
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    J = cost(theta, X, Y, layer_sizes)
    reg = 0
    for T in unflatten(theta, layer_sizes):
        reg += lambda_ / (2 * m) * np.sum(np.square(T[:, 1:]))
    J += reg
    return J + reg
