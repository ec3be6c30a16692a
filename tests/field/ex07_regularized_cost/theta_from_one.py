# expect: rc-first-entry
# style: logistic regression habits
import numpy as np
from nn import cost


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = len(X)
    return cost(theta, X, Y, layer_sizes) + lambda_ / (2 * m) * np.sum(theta[1:] ** 2)
