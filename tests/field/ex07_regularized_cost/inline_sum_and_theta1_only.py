# expect: cost-no-m + rc-theta1-only
# style: inline nnCostFunction, two mistakes
import numpy as np
from nn import feedforward, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    acts, _ = feedforward(theta, X, layer_sizes)
    h = acts[2]
    m = Y.shape[0]
    J = np.sum(-Y * np.log(h) - (1 - Y) * np.log(1 - h))
    Theta1 = unflatten(theta, layer_sizes)[0]
    J += lambda_ / (2 * m) * np.sum(Theta1[:, 1:] ** 2)
    return J
