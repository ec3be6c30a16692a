# expect: cost-mean-all
# style: inline nnCostFunction with own cost
import numpy as np

from nn import sigmoid, unflatten


def regularized_cost(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    t1, t2 = unflatten(theta, layer_sizes)
    a1 = np.c_[np.ones(m), X]
    a2 = np.c_[np.ones(m), sigmoid(a1 @ t1.T)]
    a3 = sigmoid(a2 @ t2.T)
    J = np.mean(-Y * np.log(a3) - (1 - Y) * np.log(1 - a3))
    reg = (lambda_ / (2 * m)) * (np.sum(t1[:, 1:] ** 2) + np.sum(t2[:, 1:] ** 2))
    return J + reg
