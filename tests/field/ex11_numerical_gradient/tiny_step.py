# expect: ng-epsilon-fixed
# style: sqrt of machine epsilon
import numpy as np


def numerical_gradient(f, theta, epsilon=1e-4):
    h = 1e-8
    grad = np.zeros_like(theta)
    for i in range(theta.size):
        old = theta[i]
        theta[i] = old + h
        hi = f(theta)
        theta[i] = old - h
        lo = f(theta)
        theta[i] = old
        grad[i] = (hi - lo) / (2 * h)
    return grad
