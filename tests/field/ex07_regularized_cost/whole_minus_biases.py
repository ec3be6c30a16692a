# expect: passes
# style: theta @ theta minus the biases
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    T1, T2 = unflatten(theta, layer_sizes)
    biases = np.r_[T1[:, 0], T2[:, 0]]
    reg = (theta @ theta - biases @ biases) * lambda_ / (2 * X.shape[0])
    return reg + cost(theta, X, Y, layer_sizes)
