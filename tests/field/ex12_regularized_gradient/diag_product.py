# expect: passes
# style: economics student, ridge with a penalty matrix
import numpy as np

from nn import flatten, gradient, unflatten


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    N = X.shape[0]
    terms = []
    for B in unflatten(theta, layer_sizes):
        D = np.eye(B.shape[1])
        D[0, 0] = 0                # do not shrink the intercept
        terms.append(B @ D * lambda_ / N)
    return np.add(gradient(theta, X, Y, layer_sizes), flatten(terms))
