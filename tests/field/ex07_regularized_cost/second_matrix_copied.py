# expect: rc-theta2-twice
# style: a line copied, and one name left as it was
import numpy as np

from nn import cost, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    Theta1, Theta2 = unflatten(theta, layer_sizes)
    reg1 = np.sum(np.square(Theta2[:, 1:]))
    reg2 = np.sum(np.square(Theta2[:, 1:]))
    return cost(theta, X, Y, layer_sizes) + (lambda_ / (2 * m)) * (reg1 + reg2)
