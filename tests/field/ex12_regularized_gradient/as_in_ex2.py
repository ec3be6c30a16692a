# expect: rg-first-entry
# style: logistic regression carried over, temp(1) = 0
import numpy as np

from nn import gradient


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    m = X.shape[0]
    grad = gradient(theta, X, Y, layer_sizes)
    temp = np.array(theta)
    temp[0] = 0   # because we don't add anything for j = 0
    grad = grad + (lambda_ / m) * temp
    return grad
