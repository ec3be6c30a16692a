# expect: rg-first-row
# style: R user, lapply
import numpy as np

from nn import flatten, gradient, unflatten


def lapply(lst, fun):
    return [fun(x) for x in lst]


def no_intercept(M):
    R = M.copy()
    R[0] = 0           # M[1] <- 0
    return R


def regularized_gradient(theta, X, Y, layer_sizes, lambda_):
    nobs = np.shape(X)[0]
    pen = lapply(unflatten(theta, layer_sizes), no_intercept)
    return gradient(theta, X, Y, layer_sizes) + lambda_ / nobs * flatten(pen)
